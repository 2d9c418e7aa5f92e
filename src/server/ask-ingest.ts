import { request } from 'node:http'
import { type Refusal, Refused } from '../kernel/index.ts'
import type { IngestAddress } from './role.ts'

/** Asks the process that collects, on its socket. */
export const askIngest = <Answer>({ socket, token }: IngestAddress, path: string, body: unknown): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const sent = request({ socketPath: socket, path, method: 'POST', headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const answer = JSON.parse(Buffer.concat(chunks).toString()) as Answer & { refusal?: Refusal }
        if (response.statusCode === 200) resolve(answer)
        else if (answer.refusal) reject(new Refused(answer.refusal))
        else reject(Object.assign(new Error(`Ingest answered ${response.statusCode}`), { code: 'ECONNREFUSED' }))
      })
    })
    sent.on('error', reject)
    sent.end(JSON.stringify(body))
  })
