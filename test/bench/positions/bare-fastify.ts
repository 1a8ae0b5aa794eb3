import fastify from 'fastify';

/** The peer: reads the JSON of a POST and gives it back, and nothing else. Stores nothing, asks nobody who is there. */
const app = fastify();
app.post('/echo', async ({ body }) => body);
await app.listen({ port: Number(process.env['PORT']), host: '127.0.0.1' });
process.on('SIGTERM', () => process.exit(0));
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
