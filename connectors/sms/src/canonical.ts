/** Percent-encoding of RFC 3986, which leaves less alone than that of addresses. */
const encode =
  "$encode := function($text) { $reduce([['!', '%21'], [\"'\", '%27'], ['(', '%28'], [')', '%29'], ['*', '%2A']], function($done, $pair) { $replace($done, $pair[0], $pair[1]) }, $encodeUrlComponent($text)) };";

const host = "$split(request.url, '/')[2]";
const signedHeaders = "$sort($append(['host'], $keys(request.headers)[$substring($, 0, 6) = 'x-acs-']))";

/** The canonical request of Aliyun: every `x-acs-` header is signed, and the query in the order of its names. */
export const aliyunCanonical = `(
  ${encode}
  $request := request;
  $names := ${signedHeaders};
  $value := function($name) { $name = 'host' ? ${host} : $trim($lookup($request.headers, $name)) };
  $query := $join($sort($keys(request.query)).($encode($) & '=' & $encode($lookup($request.query, $))), '&');
  $join([
    request.method,
    request.path,
    $query ? $query : '',
    $join($names.($ & ':' & $value($) & '\\n'), ''),
    $join($names, ';'),
    $hash('sha256', request.body, 'hex')
  ], '\\n')
)`;

export const aliyunAuthorization = `'ACS3-HMAC-SHA256 Credential=' & connection.accessKeyId & ',SignedHeaders=' & $join(${signedHeaders}, ';') & ',Signature=' & signature`;

/** What Tencent Cloud signs: the moment, the day's scope and the digest of the canonical request. */
export const tencentCanonical = `(
  $canonical := $join([
    request.method, '/', '',
    'content-type:' & request.headers.\`content-type\`, 'host:' & ${host}, '',
    'content-type;host',
    $hash('sha256', request.body, 'hex')
  ], '\\n');
  $date := $substring($fromMillis($number(timestamp) * 1000), 0, 10);
  $join(['TC3-HMAC-SHA256', timestamp, $date & '/sms/tc3_request', $hash('sha256', $canonical, 'hex')], '\\n')
)`;
