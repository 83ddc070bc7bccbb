import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import formatsPlugin from 'ajv-formats';

/** The message part of Twilio's published description (test/fixtures/LICENCES.md). */
const api = JSON.parse(
  readFileSync(new URL('../../fixtures/twilio-api-messages.json', import.meta.url), 'utf8'),
) as ApiDescription;

interface ApiDescription {
  paths: Record<string, Record<'get' | 'post', Operation>>;
  components: { schemas: Record<string, object> };
}
interface Operation {
  parameters: { name: string; in: string; schema: object }[];
  requestBody?: { content: Record<string, { schema: object }> };
}
/** Repeated parameters come as lists; this fake needs none. */
type Values = Record<string, string | number>;

const MESSAGES = '/2010-04-01/Accounts/{AccountSid}/Messages.json';
const MESSAGE = '/2010-04-01/Accounts/{AccountSid}/Messages/{Sid}.json';

const ajv = new Ajv({ coerceTypes: 'array', strict: false, allErrors: true });
// The package is CommonJS; its default export is one level down.
(formatsPlugin as unknown as (target: Ajv) => Ajv)(ajv);
ajv.addFormat('phone-number', /^(\+\d{5,15}|[A-Za-z0-9 ]{1,11}|(whatsapp|rcs):.+)$/);
ajv.addFormat('date-time-rfc-2822', (text: string) => !Number.isNaN(Date.parse(text)));
ajv.addFormat('currency', true);
ajv.addFormat('uri-map', true);
ajv.addSchema({ $id: 'twilio', components: api.components });

/** A schema of the description that refuses unknown parameters. */
function closed(schema: object): ValidateFunction {
  const text = JSON.stringify({ ...schema, additionalProperties: false });
  return ajv.compile(JSON.parse(text.replaceAll('"#/components', '"twilio#/components')) as object);
}

const form = (operation: Operation | undefined): object => {
  const schema = operation?.requestBody?.content['application/x-www-form-urlencoded']?.schema;
  if (schema === undefined) throw new Error('The description has no such form');
  return schema;
};

const create = closed(form(api.paths[MESSAGES]?.post));
const update = closed(form(api.paths[MESSAGE]?.post));
const list = closed({
  type: 'object',
  properties: Object.fromEntries(
    (api.paths[MESSAGES]?.get.parameters ?? []).filter((p) => p.in === 'query').map((p) => [p.name, p.schema]),
  ),
});
const message = closed(api.components.schemas['api.v2010.account.message'] ?? {});

/** The parameters of a new message, or an error text. The description requires only To; Twilio requires more. */
export function checkCreate(params: URLSearchParams): Values | string {
  const values = checked(create, params);
  if (typeof values === 'string') return values;
  if (values['From'] === undefined && values['MessagingServiceSid'] === undefined) return 'A sender is missing';
  if (values['Body'] === undefined || values['Body'] === '') return 'A body is missing';
  return String(values['Body']).length > 1600 ? 'The body is longer than 1600 characters' : values;
}

export const checkUpdate = (params: URLSearchParams): Values | string => checked(update, params);

export const checkList = (params: URLSearchParams): Values | string => checked(list, params);

/** Throws when the fake answers with a resource that Twilio would not send. */
export function checkMessage(resource: object): void {
  if (!message(resource)) throw new Error(`The fake is wrong: ${ajv.errorsText(message.errors)}`);
}

function checked(validate: ValidateFunction, params: URLSearchParams): Values | string {
  const values: Values = {};
  for (const name of params.keys()) {
    const all = params.getAll(name);
    values[name] = (all.length === 1 ? all[0] : all) as string;
  }
  return validate(values) ? values : ajv.errorsText(validate.errors);
}
