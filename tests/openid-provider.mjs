// SPDX-License-Identifier: EUPL-1.2
// A real OpenID provider (npm oidc-provider) on loopback, for tests: private_key_jwt only, PKCE, levels of assurance.
// Started with one JSON argument {tools, client, levels}; prints its issuer when it listens.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import http from 'node:http';

const { tools, client, levels } = JSON.parse(process.argv[2]);
const { default: Provider } = await import(`${tools}/node_modules/oidc-provider/lib/index.js`);

const jwk = (kid, alg, pair) => ({ ...pair.privateKey.export({ format: 'jwk' }), kid, alg, use: 'sig' });
const keys = [
  jwk('ec-1', 'ES256', generateKeyPairSync('ec', { namedCurve: 'P-256' })),
  jwk('rsa-1', 'PS256', generateKeyPairSync('rsa', { modulusLength: 2048 })),
];
const algorithms = ['ES256', 'PS256'];

const server = http.createServer();
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  acrValues: levels,
  clients: [client],
  clientAuthMethods: ['private_key_jwt'],
  conformIdTokenClaims: true,
  cookies: { keys: [randomBytes(32).toString('hex')] },
  enabledJWA: { idTokenSigningAlgValues: algorithms, clientAuthSigningAlgValues: algorithms },
  features: { devInteractions: { enabled: false } },
  findAccount: (context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  interactions: { url: (context, interaction) => `/sign-in/${interaction.uid}` },
  jwks: { keys },
  pairwiseIdentifier: (context, account, of) => `pairwise-${account}-${of.clientId}`,
  pkce: { required: () => true },
  responseTypes: ['code'],
  subjectTypes: ['pairwise'],
  async loadExistingGrant(context) {
    const grant = new context.oidc.provider.Grant({
      clientId: context.oidc.client.clientId,
      accountId: context.oidc.session.accountId,
    });
    grant.addOIDCScope('openid');
    await grant.save();
    return grant;
  },
});
provider.on('server_error', (context, error) => console.error(error));

const form = `<!doctype html><html lang="en"><title>Provider</title><h1>Provider</h1><form method="post">
<label>Account <input name="account" id="account"></label>
<label>Level <select name="acr" id="acr">${levels.map((one) => `<option>${one}</option>`).join('')}</select></label>
<button name="go" value="yes">Continue</button><button name="go" value="no">Stop</button></form></html>`;

async function signIn(request, response) {
  if (request.method === 'GET') {
    response.setHeader('content-type', 'text/html');
    response.end(form);
    return;
  }
  let body = '';
  for await (const part of request) body += part;
  const given = new URLSearchParams(body);
  const result = given.get('go') === 'no'
    ? { error: 'access_denied', error_description: 'stopped' }
    : { login: { accountId: given.get('account'), acr: given.get('acr') } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

const callback = provider.callback();
server.on('request', (request, response) => {
  if (request.url.startsWith('/sign-in/')) {
    signIn(request, response).catch((error) => {
      console.error(error);
      response.statusCode = 500;
      response.end();
    });
  } else callback(request, response);
});
console.log(issuer);
