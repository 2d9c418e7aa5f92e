/** Numbers that every thread of a matching reads without copying them. */
export const sharedInts = (length: number): Int32Array => new Int32Array(new SharedArrayBuffer(length * 4))
export const sharedKeys = (length: number): Uint32Array => new Uint32Array(new SharedArrayBuffer(length * 4))
export const sharedLetters = (length: number): Uint16Array => new Uint16Array(new SharedArrayBuffer(length * 2))
export const sharedBytes = (length: number): Uint8Array => new Uint8Array(new SharedArrayBuffer(length))
