// SPDX-License-Identifier: EUPL-1.2
// A third implementation, to test the other two: node receipt-verifier.mjs RECEIPT POLICY. Exit 0 holds, 1 does not.
// It knows the policies that Stelsel writes: `log`, `witness` and a `quorum` of one witness.
import { createHash, createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'

const [receipt, policy] = process.argv.slice(2).map((path) => new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path)))
const need = (holds, what) => { if (!holds) { console.error(what); process.exit(1) } }
const sha256 = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest()
const base64 = (text) => { const raw = Buffer.from(text, 'base64'); need(raw.toString('base64') === text, 'base64'); return raw }
const u64 = (number) => { const raw = Buffer.alloc(8); raw.writeBigUInt64BE(BigInt(number)); return raw }
const short = (text) => { const raw = Buffer.from(text); return Buffer.concat([Buffer.from([raw.length]), raw]) }
const SPKI = { 1: '302a300506032b6570032100', 6: '30820532300b06096086480165030403110382052100' }

const keys = policy.split('\n').map((line) => line.trim().split(/[\t ]+/)).filter(([word]) => word === 'log' || word === 'witness').map((words) => {
  const vkey = words[0] === 'log' ? words[1] : words[2]
  const [name, id] = vkey.split('+', 2)
  const material = base64(vkey.slice(name.length + id.length + 2))
  need(sha256(Buffer.from(`${name}\n`), material).subarray(0, 4).toString('hex') === id, 'vkey')
  const key = createPublicKey({ key: Buffer.concat([Buffer.from(SPKI[material[0]], 'hex'), material.subarray(1)]), format: 'der', type: 'spki' })
  return { word: words[0], called: words[1], name, id, type: material[0], key, signed: false }
})
const quorum = /^quorum (\S+)$/m.exec(policy)[1]

const [head, ...rest] = receipt.split('\n\n')
const [first, extra, index, ...path] = head.split('\n')
need(first === 'c2sp.org/tlog-proof@v1' && extra.startsWith('extra ') && /^index (0|[1-9][0-9]*)$/.test(index), 'layout')
const text = `${rest.slice(0, -1).join('\n\n')}\n`
const [origin, size, root] = text.split('\n')
let time = null
for (const line of rest.at(-1).trimEnd().split('\n')) {
  const [, name, encoded] = line.split(' ')
  const blob = base64(encoded)
  const known = keys.find((key) => key.name === name && key.id === blob.subarray(0, 4).toString('hex'))
  if (!known) continue
  let [message, signature] = [Buffer.from(text), blob.subarray(4)]
  if (known.type === 6) {
    const seconds = signature.subarray(0, 8)
    message = Buffer.concat([Buffer.from('subtree/v1\n\0'), short(name), seconds, short(origin), u64(0), u64(size), base64(root)])
    signature = signature.subarray(8)
    time = Math.max(time, Number(seconds.readBigUInt64BE()))
  }
  need(known.signed = verify(null, message, known.key, signature), `signature of ${name}`)
}
need(keys.some((key) => key.word === 'log' && key.name === origin && key.signed), 'no log signed')
need(quorum === 'none' || keys.some((key) => key.word === 'witness' && key.called === quorum && key.signed), 'quorum')

const said = JSON.parse(base64(extra.slice(6)))
const leaf = base64(said.leaf)
const walk = (i, n, hashes) => {
  need(i >= 0 && i < n && (n === 1) === (hashes.length === 0), 'path')
  if (n === 1) return sha256(Buffer.from([0]), leaf)
  const [left, last, others] = [2 ** (Math.ceil(Math.log2(n)) - 1), base64(hashes.at(-1)), hashes.slice(0, -1)]
  return i < left ? sha256(Buffer.from([1]), walk(i, left, others), last) : sha256(Buffer.from([1]), last, walk(i - left, n - left, others))
}
need(walk(Number(index.slice(6)), Number(size), path).toString('base64') === root, 'inclusion')
const payload = said.payload === undefined ? null : base64(said.payload)
need(payload === null || sha256(Buffer.from([2]), base64(said.salt), payload).toString('base64') === JSON.parse(leaf).h, 'content')
console.log(JSON.stringify({ origin, size: Number(size), index: Number(index.slice(6)), signed_time: time, content: payload && payload.toString() }))
