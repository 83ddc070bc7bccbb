import type { AssociationChange } from '../../../domain/associations/write-associations.ts';
import { Refusal } from '../../../domain/base/refusal.ts';
import { numberGiven, writtenLanguage } from '../../framework/arguments.ts';
import { text } from '../../framework/run.ts';
import type { Invocation } from '../../framework/command.ts';

/**
 * The fields of an association in the options of a command.
 * @throws Refusal that says which value cannot be read
 */
export async function fieldsGiven(invocation: Invocation): Promise<AssociationChange> {
  const { options } = invocation;
  const given = (option: string): string | undefined => text(options[option])?.trim();
  const [name, orgnr, language] = [given('name'), given('orgnr'), given('language')];
  const trust = given('trust');
  if (trust !== undefined && trust !== 'direct' && trust !== 'approve')
    throw new Refusal('--trust is direct (what a contact says takes effect) or approve (it waits for you).');
  const publicPhone = given('publicPhone');
  if (publicPhone !== undefined && !/^(?:yes|no)$/.test(publicPhone)) throw new Refusal('--public-phone is yes or no.');
  const status = given('status');
  if (status !== undefined && status !== 'active' && status !== 'closed')
    throw new Refusal('--status is active or closed.');
  const contact = contactGiven(given);
  return {
    ...(name === undefined ? {} : { name }),
    ...(orgnr === undefined ? {} : { orgnr: orgnrOf(orgnr) }),
    ...(language === undefined ? {} : { language: await writtenLanguage(invocation, language) }),
    ...(trust === undefined ? {} : { trust }),
    ...(publicPhone === undefined ? {} : { publicPhone: publicPhone === 'yes' }),
    ...(status === undefined ? {} : { status }),
    ...(contact === undefined ? {} : { contact }),
  };
}

function contactGiven(given: (option: string) => string | undefined): AssociationChange['contact'] | undefined {
  const [name, phone, email] = [given('contact'), given('phone'), given('email')];
  if (name === undefined && phone === undefined && email === undefined) return undefined;
  if (email !== undefined && email !== '' && !/^[^\s@]+@[^\s@]+$/.test(email))
    throw new Refusal(`"${email}" is no e-mail address.`);
  return {
    ...(name === undefined ? {} : { name }),
    ...(phone === undefined ? {} : { number: numberGiven(phone) }),
    ...(email === undefined ? {} : { email }),
  };
}

/** "none" takes the number away. */
function orgnrOf(typed: string): string | null {
  if (typed === 'none') return null;
  const digits = typed.replace(/[\s.]/g, '');
  if (/^\d{9}$/.test(digits)) return digits;
  throw new Refusal(`"${typed}" is no organisation number: it has nine digits.`);
}
