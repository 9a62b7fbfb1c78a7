/** Percent-encoding of RFC 3986, which leaves less alone than that of addresses. */
const encode =
  "$encode := function($text) { $reduce([['!', '%21'], [\"'\", '%27'], ['(', '%28'], [')', '%29'], ['*', '%2A']], function($done, $pair) { $replace($done, $pair[0], $pair[1]) }, $encodeUrlComponent($text)) };";

const scope = "$replace($substring(timestamp, 0, 10), '-', '') & '/' & connection.region & '/s3/aws4_request'";
/** Every `x-amz-` header is signed. */
const signedHeaders = "$sort($append(['host'], $keys(request.headers)[$substring($, 0, 6) = 'x-amz-']))";

/**
 * What Signature Version 4 signs: moment, scope and the digest of the canonical request. The path is encoded as it is to
 * be signed already, and the digest of the body stands in a header, for it may be no text.
 */
export const stringToSign = `(
  ${encode}
  $request := request;
  $names := ${signedHeaders};
  $value := function($name) { $name = 'host' ? $split($request.url, '/')[2] : $trim($lookup($request.headers, $name)) };
  $query := $join($sort($keys(request.query)).($encode($) & '=' & $encode($lookup($request.query, $))), '&');
  $canonical := $join([
    request.method,
    request.path,
    $query ? $query : '',
    $join($names.($ & ':' & $value($) & '\\n'), ''),
    $join($names, ';'),
    request.headers.\`x-amz-content-sha256\`
  ], '\\n');
  $join(['AWS4-HMAC-SHA256', request.headers.\`x-amz-date\`, ${scope}, $hash('sha256', $canonical, 'hex')], '\\n')
)`;

export const authorization = `'AWS4-HMAC-SHA256 Credential=' & connection.accessKeyId & '/' & ${scope} & ', SignedHeaders=' & $join(${signedHeaders}, ';') & ', Signature=' & signature`;
