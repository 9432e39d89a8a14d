import { createPrivateKey } from 'node:crypto';

/*
 * A certificate that only tests know, for localhost, 127.0.0.1 and api.example, signed by nobody but itself: who believes
 * it as an authority believes it.
 */

export const testKey = createPrivateKey({
  format: 'jwk',
  key: {
    kty: 'EC',
    crv: 'P-256',
    x: 'lerNXsoa5xVW1EgC5U33EJ28VaKjf4XwU8xSfQqgOBo',
    y: 'F7aY7zJKJDXJIzwVm8N_yJK-dLyGYB9f9tFEWGl0Nm0',
    d: '8AUFGD79Kq08kYDpIsjN-LQkN2gHSciAh1GsGmavZY0',
  },
}).export({ type: 'pkcs8', format: 'pem' });

export const testCertificate = `-----BEGIN CERTIFICATE-----
MIIBxTCCAWygAwIBAgIUVa6pECeI17S6aOPfhLhGlFNbTWcwCgYIKoZIzj0EAwIw
IzEhMB8GA1UEAwwYU2hhcmluUGl4IENvbXBhbmlvbiB0ZXN0MCAXDTI2MTEyMjEz
MjkzNFoYDzIxMjYxMDI5MTMyOTM0WjAjMSEwHwYDVQQDDBhTaGFyaW5QaXggQ29t
cGFuaW9uIHRlc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASV6s1eyhrnFVbU
SALlTfcQnbxVoqN/hfBTzFJ9CqA4Ghe2mO8ySiQ1ySM8FZvDf8iSvnS8hmAfX/bR
RFhpdDZto3wwejAdBgNVHQ4EFgQU7iUTe3dM7iesQARVfhc/f1FZposwHwYDVR0j
BBgwFoAU7iUTe3dM7iesQARVfhc/f1FZposwJwYDVR0RBCAwHoIJbG9jYWxob3N0
hwR/AAABggthcGkuZXhhbXBsZTAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMC
A0cAMEQCIDg4jmVA/zcvq7bMVKJ4UQskl5hT0mXv4s8hCZKx+p7zAiBWv6b+NsIl
9rlRqxRHYPjezKYNp/hXD+MUFfZYcEhBqg==
-----END CERTIFICATE-----`;
