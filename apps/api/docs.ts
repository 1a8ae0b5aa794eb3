import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { z } from 'zod';
import type { Settings } from '#flows/settings';

/** The API's own description at /openapi.json, and a page to read it at /docs. Both come from the schemas at the doors. */
export function describeApi(app: NestFastifyApplication, settings: Settings): void {
  const config = new DocumentBuilder()
    .setTitle('Doorward')
    .setDescription(
      'Field-service appointments that keep their word. Errors are problem+json; `say` is a sentence fit to show. ' +
        'POSTs of the booking part take an Idempotency-Key: the first answer is given again to repetitions.',
    )
    .setVersion('1')
    .addServer(settings.PUBLIC_URL)
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API key, or a technician device token' })
    .addCookieAuth('doorward')
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    standardSchemaConverter: (schema) => ({
      schema: z.toJSONSchema(schema as z.ZodType, { io: 'input', unrepresentable: 'any', target: 'openapi-3.0' }),
    }),
  });
  SwaggerModule.setup('docs', app, document, { jsonDocumentUrl: 'openapi.json', customSiteTitle: 'Doorward API' });
}
