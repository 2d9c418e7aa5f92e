/** Work started in order and not yet answered: at most so many at a time, the first failure ends all. */
export class InFlight<Answer> {
  private readonly most: number
  private readonly waiting: Promise<Answer>[] = []
  private readonly answered: (answer: Answer) => void

  constructor(most: number, answered: (answer: Answer) => void) {
    this.most = most
    this.answered = answered
  }

  async add(work: Promise<Answer>): Promise<void> {
    // A failure is met where it is awaited, in order.
    work.catch(() => {})
    this.waiting.push(work)
    if (this.waiting.length >= this.most) await this.settleFirst()
  }

  async settle(): Promise<void> {
    while (this.waiting.length > 0) await this.settleFirst()
  }

  private async settleFirst(): Promise<void> {
    const first = this.waiting.shift()
    if (first) this.answered(await first)
  }
}
