#!/usr/bin/env node
import { Command } from 'commander'

const program = new Command('parcours')
await program.parseAsync()
