import type { Person } from '../../db/schema/index.ts';
import { HOUR_MS, type Instant } from '../../domain/base/time.ts';

/** A person who has not heard from us for this long is told who writes. */
const FAMILIAR_MS = 12 * HOUR_MS;

/** Whether a person heard from us lately, and knows who answers. */
export const isFamiliar = ({ last_outbound_at }: Person, now: Instant): boolean =>
  last_outbound_at !== null && Date.parse(now) - Date.parse(last_outbound_at) < FAMILIAR_MS;
