import type { ConnectorManifestInput } from '@joinery/contracts';

/** What stands when a connection says nothing else, and how its choices change that. */
export const webhooks: NonNullable<ConnectorManifestInput['webhooks']> = {
  chosen: {
    signature: {
      at: { in: 'header', name: 'X-Signature' },
      algorithm: 'hmac-sha256',
      encoding: 'hex',
      secret: 'secret',
      parts: [{ part: 'body' }],
    },
    adapt: `(
      $header := connection.signatureHeader ? connection.signatureHeader : 'X-Signature';
      $timestamped := connection.verification = 'hmac' and $boolean(connection.timestampHeader);
      $signature := connection.verification = 'none' ? null : {
        'at': {'in': 'header', 'name': $header},
        'algorithm': connection.verification = 'token' ? 'token' : connection.algorithm ? connection.algorithm : 'hmac-sha256',
        'encoding': connection.encoding ? connection.encoding : 'hex',
        'prefix': connection.prefix ? connection.prefix : '',
        'secret': 'secret',
        'parts': $timestamped ? [{'part': 'timestamp'}, {'part': 'literal', 'text': '.'}, {'part': 'body'}] : [{'part': 'body'}]
      };
      $merge([
        {'signature': $signature},
        $timestamped ? {'timestamp': {'at': {'in': 'header', 'name': connection.timestampHeader}, 'unit': connection.timestampUnit ? connection.timestampUnit : 'seconds'}} : {},
        connection.replayHeader ? {'replayId': 'headers.\`' & $lowercase(connection.replayHeader) & '\`'} : {},
        connection.challengeField ? {'handshakes': [{
          'when': '$exists(body.\`' & connection.challengeField & '\`) and $count($keys(body)) < 5',
          'answer': {'body': '{"' & connection.challengeField & '": body.\`' & connection.challengeField & '\`}'},
          'signed': false
        }]} : {}
      ])
    )`,
  },
};
