import { appendFileSync } from 'node:fs';
import { register, type ResolveHook } from 'node:module';
import { isMainThread } from 'node:worker_threads';

/** Given to `node --import`: writes down every package that a module of ours imports. */
if (isMainThread) register(import.meta.url);

export const resolve: ResolveHook = async (specifier, context, next) => {
  const list = process.env['PACKAGES_LOADED'];
  const isOurs = context.parentURL?.includes('/dist/') === true && !context.parentURL.includes('/node_modules/');
  const isPackage = !/^(\.|\/|node:|file:|data:)/.test(specifier);
  if (list !== undefined && isOurs && isPackage) appendFileSync(list, `${specifier}\n`);
  return next(specifier, context);
};
