/** Generates the OpenAPI 3.1 document of a service from the same objects its handlers are declared with. */
import { z } from 'zod';
import type { Api, Endpoint, FileField, ObjectSchema } from './endpoint';
import { codes, failureSchema, sessionFailureSchema } from './envelope';

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of `api`, as a plain object. */
export function openapi(api: Api, version = '1.0.0'): Json {
  const paths: Record<string, Json> = {};
  for (const [name, endpoint] of Object.entries(api.endpoints)) {
    const path = api.prefix + endpoint.path;
    paths[path] = { ...paths[path], [endpoint.method]: operation(api, name, endpoint) };
  }
  return {
    openapi: '3.1.0',
    info: { title: api.title, description: api.description, version },
    paths,
    components: {
      schemas: {
        Failure: schema(failureSchema, 'output'),
        SessionFailure: schema(sessionFailureSchema, 'output'),
      },
    },
  };
}

function operation(api: Api, name: string, endpoint: Endpoint): Json {
  return {
    operationId: `${api.name}.${name}`,
    tags: [api.name],
    summary: endpoint.summary,
    ...(endpoint.description && { description: endpoint.description }),
    parameters: [...queryParameters(endpoint.query), ...sessionParameters(endpoint)],
    ...(requestBody(endpoint) && { requestBody: requestBody(endpoint) }),
    responses: { 200: success(endpoint), ...failures(endpoint) },
  };
}

function queryParameters(query: ObjectSchema | undefined): Json[] {
  if (!query) return [];
  const { properties = {}, required = [] } = schema(query, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema: property,
  }));
}

function sessionParameters(endpoint: Endpoint): Json[] {
  if (!endpoint.session) return [];
  const header = { in: 'header', required: false, schema: { type: 'string' } };
  return [
    { ...header, name: 'X-WX-Session', description: 'Token of POST /applet/session/login.' },
    { ...header, name: 'X-WX-Code', description: '2016: the login code.' },
    { ...header, name: 'X-WX-RawData', description: '2016: rawData, URI-encoded; first request.' },
    { ...header, name: 'X-WX-Signature', description: '2016: sha1(rawData + session_key).' },
  ];
}

function requestBody({ body, form }: Endpoint): Json | undefined {
  if (form) return { required: true, content: { 'multipart/form-data': multipart(form) } };
  if (!body) return undefined;
  return { required: true, content: { 'application/json': { schema: schema(body, 'input') } } };
}

function multipart({ name, types, maxBytes }: FileField): Json {
  const file = {
    type: 'string',
    contentMediaType: 'application/octet-stream',
    description: `At most ${maxBytes} bytes.`,
  };
  return {
    schema: { type: 'object', properties: { [name]: file }, required: [name] },
    encoding: { [name]: { contentType: types.join(', ') } },
  };
}

function success({ data, extra }: Endpoint): Json {
  const beside = extra ? extra.shape : {};
  const envelope = z.object({ code: z.literal(codes.ok), msg: z.string(), data, ...beside });
  return {
    description: 'Success.',
    content: { 'application/json': { schema: schema(envelope, 'output') } },
  };
}

function failures(endpoint: Endpoint): Json {
  const meanings = { 400: 'bad input', 429: 'too many requests', ...endpoint.failures };
  return Object.fromEntries(
    Object.entries(meanings).map(([status, meaning]) => [status, failure(status, meaning)]),
  );
}

/** Who is refused for lack of a session is always answered in the words of 2016. */
function failure(status: string, description: string): Json {
  const name = status === '401' ? 'SessionFailure' : 'Failure';
  const content = { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } };
  return { description, content };
}

function schema(type: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema, ...rest } = z.toJSONSchema(type, { io, target: 'draft-2020-12' }) as Json;
  return rest;
}
