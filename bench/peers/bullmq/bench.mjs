// BullMQ: enqueue one by one, drain, and how long jobs wait. Prints one line of JSON.
//   node bench.mjs enqueue|drain|wait REDIS_PORT JOBS [RATE]
import { Queue, Worker } from 'bullmq';

const [what, port, jobs, rate] = [process.argv[2], ...process.argv.slice(3).map(Number)];
const connection = { host: '127.0.0.1', port, maxRetriesPerRequest: null };
const removed = { removeOnComplete: true, removeOnFail: true };
const queue = new Queue('bench', { connection, defaultJobOptions: removed });
await queue.waitUntilReady();

const started = performance.now();
const used = process.cpuUsage();
function report(more = {}) {
    const cpu = process.cpuUsage(used);
    const seconds = (performance.now() - started) / 1000;
    console.log(JSON.stringify({ jobs, seconds, cpu_s: (cpu.user + cpu.system) / 1e6, ...more }));
    process.exit(0);
}

// Callers that each wait for their answer before they ask again.
async function enqueue() {
    let next = 0;
    const caller = async () => {
        while (next < jobs) await queue.add('noop', { n: next++ });
    };
    await Promise.all(Array.from({ length: 32 }, caller));
    report();
}

async function drain() {
    let done = 0;
    const worker = new Worker('bench', async () => {}, { connection, concurrency: 100 });
    worker.on('completed', () => {
        done += 1;
        if (done === jobs) report();
    });
}

async function wait() {
    const waits = [];
    const worker = new Worker('bench', async (job) => {
        waits.push(Date.now() - job.data.asked);
        await new Promise((resolve) => setTimeout(resolve, 20));
    }, { connection, concurrency: 16 });
    await worker.waitUntilReady();
    worker.on('completed', () => {
        if (waits.length < jobs) return;
        waits.sort((a, b) => a - b);
        const at = (percent) => waits[Math.ceil((waits.length * percent) / 100) - 1];
        report({ p50_ms: at(50), p99_ms: at(99), max_ms: at(100) });
    });
    for (let n = 0; n < jobs; n += 1) {
        const due = started + (n * 1000) / rate;
        const left = due - performance.now();
        if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
        queue.add('nap', { asked: Date.now() });
    }
}

await { enqueue, drain, wait }[what]();
