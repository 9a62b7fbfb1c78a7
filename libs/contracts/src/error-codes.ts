import type { FailureKind } from './failure.ts';

/** What a person reads: what happened, what it means and what to do. `{name}` is replaced by a parameter. */
export interface ErrorText {
  readonly kind: FailureKind;
  readonly zh: string;
  readonly en: string;
}

const codes = {
  // Requests
  'request.invalid': {
    kind: 'invalid',
    zh: '请求内容不符合要求:{detail}。请按提示修改后重新提交。',
    en: 'The request does not have the expected shape: {detail}. Correct the named place and send it again.',
  },
  'request.too-large': {
    kind: 'invalid',
    zh: '请求体超过上限 {limitBytes} 字节,未被接收。请缩小内容或分批发送。',
    en: 'The body is larger than {limitBytes} bytes and was not accepted. Send less, or in parts.',
  },
  'request.too-deep': {
    kind: 'invalid',
    zh: 'JSON 嵌套或键的数量超过上限,未被接收。请简化结构。',
    en: 'The JSON is nested too deeply or has too many keys and was not accepted. Simplify its structure.',
  },
  'request.not-json': {
    kind: 'invalid',
    zh: '请求体不是有效的 JSON({detail})。请检查格式与编码。',
    en: 'The body is not valid JSON ({detail}). Check its format and encoding.',
  },
  'request.media-type': {
    kind: 'invalid',
    zh: '不支持的内容类型“{type}”。请使用 application/json。',
    en: 'The content type “{type}” is not accepted. Send application/json.',
  },
  'request.forbidden-key': {
    kind: 'invalid',
    zh: '{place} 处的键名“{key}”不被允许,请求未被接收。请改用其他键名。',
    en: 'The key “{key}” at {place} is not allowed and the request was not accepted. Use another key.',
  },
  'not-found': {
    kind: 'permanent',
    zh: '没有找到 {what}。它可能已被删除,或不属于当前租户。',
    en: '{what} was not found. It may have been deleted or belong to another tenant.',
  },
  'conflict.stale': {
    kind: 'conflict',
    zh: '内容已被他人修改(当前修订 {current},您的修订 {yours})。请刷新后合并您的修改。',
    en: 'Somebody else has changed it meanwhile (current revision {current}, yours {yours}). Reload and merge your change.',
  },
  'conflict.state': {
    kind: 'conflict',
    zh: '当前状态“{state}”不允许此操作。请刷新查看最新状态。',
    en: 'Its present state “{state}” does not allow this. Reload to see where it stands.',
  },
  'conflict.in-use': {
    kind: 'conflict',
    zh: '{what} 正被使用({by}),不能删除。请先解除引用。',
    en: '{what} is in use ({by}) and cannot be deleted. Remove the references first.',
  },
  'conflict.exists': {
    kind: 'conflict',
    zh: '{what} 已存在。请换一个名称。',
    en: '{what} exists already. Choose another name.',
  },
  // Flow documents
  'flow.schema': {
    kind: 'invalid',
    zh: '流程文档在 {place} 处不符合规范:{detail}。',
    en: 'The flow document is not valid at {place}: {detail}.',
  },
  'flow.duplicate-step': {
    kind: 'invalid',
    zh: '步骤标识“{step}”重复。每个步骤需要唯一的标识。',
    en: 'The step id “{step}” is used twice. Give each step an id of its own.',
  },
  'flow.dangling-edge': {
    kind: 'invalid',
    zh: '连线 {place} 指向不存在的步骤“{step}”。请删除或重新连接。',
    en: 'The edge at {place} refers to a step “{step}” that does not exist. Remove it or connect it anew.',
  },
  'flow.unknown-port': {
    kind: 'invalid',
    zh: '步骤“{step}”没有名为“{port}”的出口。请重新连接。',
    en: 'Step “{step}” has no port named “{port}”. Connect the edge anew.',
  },
  'flow.duplicate-edge': {
    kind: 'invalid',
    zh: '连线 {place} 与另一条连线相同。请删除其中一条。',
    en: 'The edge at {place} stands there twice. Remove one of them.',
  },
  'flow.cycle': {
    kind: 'invalid',
    zh: '步骤 {steps} 连成了环,流程将无法结束。请用“遍历”代替回连。',
    en: 'The steps {steps} form a cycle, so the flow could not end. Use “each” instead of a line back.',
  },
  'flow.unreachable-step': {
    kind: 'invalid',
    zh: '步骤“{step}”没有任何连线到达,永远不会运行。请连接或删除它。',
    en: 'No line leads to step “{step}”, so it would never run. Connect or remove it.',
  },
  'flow.expression': {
    kind: 'invalid',
    zh: '{place} 的表达式无法解析({detail})。请修改表达式。',
    en: 'The expression at {place} cannot be parsed ({detail}). Correct it.',
  },
  'flow.types': {
    kind: 'invalid',
    zh: '{place} 的映射与数据不符,运行时会出错。请按该处的提示修改。',
    en: 'The mapping at {place} does not fit the data and would fail when it runs. Correct it as the finding says.',
  },
  'flow.unknown-data': {
    kind: 'invalid',
    zh: '{place} 引用了此处尚不可用的数据“{path}”。请改用之前步骤的输出。',
    en: 'The expression at {place} reads “{path}”, which is not available there. Use the output of an earlier step.',
  },
  'flow.missing-connection': {
    kind: 'invalid',
    zh: '步骤“{step}”未选择连接,或所选连接不存在。请选择一个可用的连接。',
    en: 'Step “{step}” has no connection, or one that does not exist. Choose a connection.',
  },
  'flow.wrong-connection': {
    kind: 'invalid',
    zh: '步骤“{step}”所选连接属于连接器“{actual}”,应为“{expected}”。请重新选择。',
    en: 'The connection chosen in step “{step}” belongs to connector “{actual}”, not “{expected}”. Choose another one.',
  },
  'flow.unknown-connector': {
    kind: 'invalid',
    zh: '{place} 使用的连接器“{connector}”(版本 {version})未安装。请安装或更换版本。',
    en: 'Connector “{connector}” version {version}, used at {place}, is not installed. Install it or choose another version.',
  },
  'flow.unknown-action': {
    kind: 'invalid',
    zh: '连接器“{connector}”没有动作或触发器“{action}”({place})。请重新选择。',
    en: 'Connector “{connector}” has no action or trigger “{action}” ({place}). Choose another one.',
  },
  'flow.unknown-flow': {
    kind: 'invalid',
    zh: '步骤“{step}”调用的流程不存在或尚未发布。请选择已发布的流程。',
    en: 'The flow called in step “{step}” does not exist or is not published. Choose a published one.',
  },
  'flow.reply-unasked': {
    kind: 'invalid',
    zh: '步骤“{step}”要回应调用方,但触发器不等待回应。请将触发器设为“等待回应”。',
    en: 'Step “{step}” replies to a caller, but the trigger does not wait for a reply. Set the trigger to wait.',
  },
  'flow.schedule': {
    kind: 'invalid',
    zh: '定时规则“{cron}”或时区“{zone}”无效({detail})。请检查。',
    en: 'The schedule “{cron}” or the zone “{zone}” is not valid ({detail}). Check it.',
  },
  'template.connection': {
    kind: 'invalid',
    zh: '模板“{template}”的“{role}”需要一个“{connector}”连接。请选择或新建一个连接。',
    en: 'The template “{template}” needs a connection to “{connector}” for “{role}”. Choose or make one.',
  },
  'template.choice': {
    kind: 'invalid',
    zh: '模板“{template}”的选项“{choice}”不符合要求:{detail}。请修改该选项。',
    en: 'The choice “{choice}” of the template “{template}” does not fit: {detail}. Correct it.',
  },
  'flow.not-published': {
    kind: 'conflict',
    zh: '流程尚未发布,不能运行。请先发布。',
    en: 'The flow is not published, so it cannot run. Publish it first.',
  },
  // Mapping documents
  'mapping.target-conflict': {
    kind: 'invalid',
    zh: '目标字段“{target}”被赋值多次,或同时作为值和对象使用。请只保留其中一行。',
    en: 'The target field “{target}” is filled more than once, or both as a value and as an object. Keep one of the lines.',
  },
  'mapping.expression-invalid': {
    kind: 'invalid',
    zh: '目标字段“{target}”的表达式有语法错误:{detail}。请修改该表达式。',
    en: 'The expression of the target field “{target}” has a syntax error: {detail}. Correct it.',
  },
  'mapping.table-unknown': {
    kind: 'invalid',
    zh: '目标字段“{target}”引用了不存在的值对照表“{table}”。请新建该表或选择已有的表。',
    en: 'The target field “{target}” uses the value table “{table}”, which does not exist. Add it or choose another.',
  },
  // Running
  'expression.failed': {
    kind: 'invalid',
    zh: '{place} 的表达式计算失败:{detail}。请检查表达式与输入数据。',
    en: 'The expression at {place} failed: {detail}. Check the expression and its input.',
  },
  'expression.bound': {
    kind: 'invalid',
    zh: '{place} 的表达式超出资源上限({bound})。请减少数据量或简化表达式。',
    en: 'The expression at {place} exceeded its bound ({bound}). Give it less data or simplify it.',
  },
  'step.input-invalid': {
    kind: 'invalid',
    zh: '步骤“{step}”的输入不符合要求:{detail}。请修改字段映射。',
    en: 'The input of step “{step}” does not fit: {detail}. Correct the mapping.',
  },
  'step.not-a-list': {
    kind: 'invalid',
    zh: '步骤“{step}”要遍历的内容不是列表。请检查表达式。',
    en: 'What step “{step}” is to go through is not a list. Check its expression.',
  },
  'step.timeout': {
    kind: 'transient',
    zh: '步骤“{step}”在 {timeoutMs} 毫秒内没有得到结果。系统会按重试策略处理。',
    en: 'Step “{step}” had no answer within {timeoutMs} ms. It is retried as its policy says.',
  },
  'step.outcome-unknown': {
    kind: 'conflict',
    zh: '步骤“{step}”的调用可能已经生效,但没有收到结果。请核对对方系统后选择“视为成功”“重试”或“取消”。',
    en: 'The call of step “{step}” may have had its effect, but its answer was never seen. Check the other system, then accept it, retry it or cancel.',
  },
  'step.items-failed': {
    kind: 'permanent',
    zh: '步骤“{step}”有 {failed} 项失败(共 {count} 项)。请打开运行查看失败的项。',
    en: '{failed} of {count} items failed in step “{step}”. Open the run to see which.',
  },
  'step.wait-expired': {
    kind: 'permanent',
    zh: '步骤“{step}”等待超过期限仍无回应。可在错误出口上处理,或延长期限后重跑。',
    en: 'Nobody answered step “{step}” before its deadline. Handle it at the error port, or rerun with a later deadline.',
  },
  'run.ended-failed': {
    kind: 'permanent',
    zh: '流程在步骤“{step}”以失败结束:{reason}',
    en: 'The flow ended as failed at step “{step}”: {reason}',
  },
  'run.timeout': {
    kind: 'permanent',
    zh: '运行超过了 {timeoutMs} 毫秒的时限,已停止。可检查慢的步骤或放宽时限。',
    en: 'The run took longer than {timeoutMs} ms and was stopped. Look for the slow step or allow more time.',
  },
  'run.cancelled': {
    kind: 'cancelled',
    zh: '运行已被取消。已完成的步骤不会撤销。',
    en: 'The run was cancelled. Steps that were done are not undone.',
  },
  'run.killed-workers': {
    kind: 'permanent',
    zh: '此运行连续使 {crashes} 个工作进程中断,已移入死信。请检查输入数据大小后再重投。',
    en: 'This run took down {crashes} workers in a row and was dead-lettered. Check the size of its input before you redrive it.',
  },
  'run.flow-depth': {
    kind: 'permanent',
    zh: '流程互相调用超过 {limit} 层。请检查是否循环调用。',
    en: 'Flows call each other more than {limit} levels deep. Check for a circle of calls.',
  },
  // The other side
  'connector.transient': {
    kind: 'transient',
    zh: '{connector} 暂时不可用({detail})。系统会自动重试。',
    en: '{connector} is not available at the moment ({detail}). It is tried again automatically.',
  },
  'connector.permanent': {
    kind: 'permanent',
    zh: '{connector} 拒绝了请求({detail})。请根据对方的说明修改后重试。',
    en: '{connector} refused the request ({detail}). Correct what it names and try again.',
  },
  'connector.invalid': {
    kind: 'invalid',
    zh: '{connector} 认为数据无效({detail})。请检查字段映射。',
    en: '{connector} found the data not valid ({detail}). Check the mapping.',
  },
  'connector.not-found': {
    kind: 'permanent',
    zh: '{connector} 中没有找到目标({detail})。请确认标识是否正确。',
    en: '{connector} did not find it ({detail}). Check the id.',
  },
  'connector.duplicate': {
    kind: 'conflict',
    zh: '{connector} 中已存在相同的记录({detail})。',
    en: '{connector} already has this record ({detail}).',
  },
  'connector.conflict': {
    kind: 'conflict',
    zh: '{connector} 中的记录已被改动({detail})。请读取最新内容后再写。',
    en: 'The record in {connector} has changed meanwhile ({detail}). Read it again before you write.',
  },
  'connector.auth': {
    kind: 'auth',
    zh: '{connector} 不接受此连接的凭据({detail})。请在“连接”中检查密钥与权限。',
    en: '{connector} does not accept this connection’s credentials ({detail}). Check the secret and its permissions under Connections.',
  },
  'connector.rate-limited': {
    kind: 'rate-limited',
    zh: '{connector} 达到调用频率上限。系统会等待后继续。',
    en: '{connector} is at its rate limit. Joinery waits and goes on.',
  },
  'connector.not-json': {
    kind: 'transient',
    zh: '{connector} 返回了网页而不是数据(可能在维护)。系统会自动重试;若持续出现,请检查连接地址。',
    en: '{connector} answered with a page instead of data (maintenance, perhaps). It is tried again; if that lasts, check the address of the connection.',
  },
  'connector.unreachable': {
    kind: 'transient',
    zh: '无法连接到 {host}({detail})。请检查地址、网络与防火墙。',
    en: '{host} cannot be reached ({detail}). Check address, network and firewall.',
  },
  'connector.response-invalid': {
    kind: 'permanent',
    zh: '{connector} 的返回内容与约定不符({detail})。对方接口可能已变更。',
    en: 'The answer of {connector} is not what was agreed ({detail}). Its interface may have changed.',
  },
  'manifest.invalid': {
    kind: 'invalid',
    zh: '连接器清单不能使用({detail})。请按列出的位置修改清单后重新安装。',
    en: 'The connector’s manifest cannot be used ({detail}). Correct the places listed and install it again.',
  },
  'manifest.name-taken': {
    kind: 'conflict',
    zh: '连接器名称“{name}”已属于他人。请让提供者改用其他名称。',
    en: 'The connector name “{name}” belongs to somebody else. Ask the provider for another name.',
  },
  'connector.defect': {
    kind: 'permanent',
    zh: '连接器 {connector} 内部出错({detail})。请将运行标识告知连接器的提供者。',
    en: 'Connector {connector} has a defect ({detail}). Tell its provider the run id.',
  },
  // Outbound policy
  'egress.refused': {
    kind: 'permanent',
    zh: '出于安全策略,不允许访问 {host}({reason})。管理员可在“出口白名单”中放行。',
    en: 'Access to {host} is refused by the egress policy ({reason}). An administrator can allow it under Egress.',
  },
  'egress.too-large': {
    kind: 'permanent',
    zh: '{host} 的返回内容超过 {limitBytes} 字节上限。请缩小查询范围。',
    en: 'The answer of {host} is larger than {limitBytes} bytes. Ask for less.',
  },
  'egress.timeout': {
    kind: 'transient',
    zh: '{host} 在时限内没有应答({phase})。系统会按重试策略处理。',
    en: '{host} did not answer in time ({phase}). It is retried as its policy says.',
  },
  // Inbound
  'hook.unknown': {
    kind: 'permanent',
    zh: '没有对应此地址的触发器。请检查回调地址,或确认流程已发布。',
    en: 'No trigger listens at this address. Check the callback URL, or whether the flow is published.',
  },
  'hook.signature': {
    kind: 'auth',
    zh: '签名校验失败,事件未被接收({reason})。请核对签名密钥。',
    en: 'The signature does not hold ({reason}); the event was not accepted. Check the signing secret.',
  },
  'hook.stale': {
    kind: 'auth',
    zh: '事件时间戳超出允许范围,未被接收。请校准发送方时钟。',
    en: 'The event’s timestamp is outside the tolerance; it was not accepted. Check the sender’s clock.',
  },
  'hook.replayed': {
    kind: 'conflict',
    zh: '此事件已经接收过,不再重复处理。',
    en: 'This event was received before and is not handled again.',
  },
  'hook.no-reply': {
    kind: 'transient',
    zh: '流程未在时限内给出回应。运行仍在继续,可用返回的运行标识查询。',
    en: 'The flow did not reply in time. The run goes on; ask for it by the run id.',
  },
  'trigger.silent': {
    kind: 'transient',
    zh: '触发器自 {since} 起没有收到任何事件,超过了心跳时限({heartbeatMs} 毫秒)。请检查对方系统与回调设置。',
    en: 'The trigger has heard nothing since {since}, longer than its heartbeat of {heartbeatMs} ms. Check the other system and its callback settings.',
  },
  // Alert channels
  'alert.connection-unfit': {
    kind: 'invalid',
    zh: '连接“{connection}”不能发送告警。请选择钉钉、企业微信或飞书的群机器人连接、邮件连接,或填写了“发送到”地址的 Webhook 连接。',
    en: 'The connection “{connection}” cannot send alerts. Choose a connection of the kind group robot (DingTalk, WeCom or Feishu), a mailbox, or a webhook with a “Send to” address.',
  },
  'alert.recipients-needed': {
    kind: 'invalid',
    zh: '邮件通道没有收件人,告警无处可发。请至少填写一个邮箱地址。',
    en: 'The e-mail channel has no recipients, so alerts would go nowhere. Give at least one address.',
  },
  'alert.recipient-invalid': {
    kind: 'invalid',
    zh: '接收人“{recipient}”不能用于此通道:邮件填写邮箱地址,钉钉与企业微信填写手机号,飞书与 Webhook 不填写。请修改后保存。',
    en: 'The recipient “{recipient}” does not fit this channel: addresses for e-mail, phone numbers for DingTalk and WeCom, none for Feishu and webhooks. Correct it and save again.',
  },
  'server.busy': {
    kind: 'transient',
    zh: '系统繁忙,请在 {retryAfterSeconds} 秒后重试。尚未接收任何内容。',
    en: 'The server is busy. Try again in {retryAfterSeconds} s; nothing has been accepted.',
  },
  'server.defect': {
    kind: 'permanent',
    zh: '系统内部错误(编号 {id})。请将编号告知管理员。',
    en: 'An internal error occurred (reference {id}). Tell your administrator the reference.',
  },
  // The embedded database
  'database.in-use': {
    kind: 'conflict',
    zh: '数据目录 {dataDir} 正被另一个 Joinery 进程使用。请先停止它,或为本进程设置另一个 DATA_DIR。',
    en: 'The data folder {dataDir} is open in another Joinery process. Stop that one, or give this one a DATA_DIR of its own.',
  },
  'database.start-failed': {
    kind: 'permanent',
    zh: '内置数据库无法启动:{detail}。请检查数据目录的权限与磁盘空间,或用 DATABASE_URL 指定自己的 PostgreSQL。',
    en: 'The embedded database did not start: {detail}. Check permissions and space of the data folder, or name your own PostgreSQL in DATABASE_URL.',
  },
  'database.no-binaries': {
    kind: 'permanent',
    zh: '内置数据库不支持此平台({platform}),或安装不完整。请重新安装依赖,或用 DATABASE_URL 指定自己的 PostgreSQL。',
    en: 'There is no embedded database for this platform ({platform}), or the installation is incomplete. Install the dependencies again, or name your own PostgreSQL in DATABASE_URL.',
  },
  // Identity
  'auth.required': {
    kind: 'auth',
    zh: '请先登录。',
    en: 'Sign in first.',
  },
  'auth.wrong-password': {
    kind: 'auth',
    zh: '账号或密码不正确。',
    en: 'The account or the password is not right.',
  },
  'auth.too-many-tries': {
    kind: 'rate-limited',
    zh: '尝试次数过多,请在 {retryAfterSeconds} 秒后再试。',
    en: 'Too many tries. Try again in {retryAfterSeconds} s.',
  },
  'auth.csrf': {
    kind: 'auth',
    zh: '页面已过期,请刷新后重试。',
    en: 'This page is out of date. Reload it and try again.',
  },
  'auth.forbidden': {
    kind: 'auth',
    zh: '您的角色没有“{permission}”权限。请联系管理员。',
    en: 'Your role does not have the permission “{permission}”. Ask an administrator.',
  },
  'auth.password-change': {
    kind: 'auth',
    zh: '首次登录请先修改密码。',
    en: 'Change your password first.',
  },
  'auth.weak-password': {
    kind: 'invalid',
    zh: '新密码与原密码相同,或过于常见。请换一个至少 12 个字符的密码。',
    en: 'The new password equals the old one or is too common. Choose another of at least 12 characters.',
  },
  'auth.last-owner': {
    kind: 'conflict',
    zh: '租户至少需要一名所有者。请先指定另一名所有者。',
    en: 'A tenant needs at least one owner. Make somebody else an owner first.',
  },
  'auth.own-account': {
    kind: 'conflict',
    zh: '不能停用自己或更改自己的角色。请由其他管理员操作。',
    en: 'You cannot disable yourself or change your own role. Ask another administrator.',
  },
  'auth.single-sign-on': {
    kind: 'auth',
    zh: '单点登录未成功({detail})。请重试,或联系管理员。',
    en: 'Single sign-on did not succeed ({detail}). Try again or ask your administrator.',
  },
  // Record sync
  'sync.plan-needed': {
    kind: 'conflict',
    zh: '版本 {version} 还没有预演。请先完整预演此版本,核对后再启用。',
    en: 'Version {version} has not been planned. Make a whole plan of it, look at it, and let it go live.',
  },
  'sync.event-unreadable': {
    kind: 'invalid',
    zh: '无法从变更事件中读出记录编号:{detail}。请修改同步的实时设置。',
    en: 'No record id could be read from an event: {detail}. Correct the real-time settings of the sync.',
  },
  'sync.ring': {
    kind: 'invalid',
    zh: '此同步会与 {syncs} 连成环,修改会被无限传递。请去掉其中一个方向或一个同步。',
    en: 'This sync would close a ring with {syncs}, and a change would go round for ever. Remove one direction or one sync.',
  },
  'sync.not-able': {
    kind: 'invalid',
    zh: '{side} 侧的对象“{object}”不支持{need},此同步无法这样运行。请更换方向或对象。',
    en: 'The object “{object}” on side {side} offers no {need}, which this sync needs. Choose another direction or object.',
  },
  'sync.record-invalid': {
    kind: 'invalid',
    zh: '记录 {record} 映射后的内容不符合目标要求:{detail}。请修改字段映射或源数据后重试。',
    en: 'What record {record} maps to does not fit the target: {detail}. Correct the mapping or the record and retry.',
  },
  'sync.mapping-failed': {
    kind: 'invalid',
    zh: '记录 {record} 的字段映射计算失败:{detail}。请检查映射与源数据。',
    en: 'The mapping failed on record {record}: {detail}. Check the mapping and the record.',
  },
  'sync.outcome-unknown': {
    kind: 'conflict',
    zh: '记录 {record} 的新建请求可能已经生效,但没有收到结果,且无法自动核对。请在对方系统核对后选择“关联”或“重新创建”。',
    en: 'The creation of record {record} may have had its effect, but its answer was never seen and it cannot be looked up. Check the other system, then link it or create it again.',
  },
  'sync.reference-missing': {
    kind: 'transient',
    zh: '记录 {record} 引用的“{reference}”({id})尚未同步。同步后会自动重试。',
    en: 'Record {record} refers to “{reference}” ({id}), which is not linked yet. It is tried again by itself.',
  },
  'sync.changed-meanwhile': {
    kind: 'transient',
    zh: '记录 {record} 在写入期间又被修改,将按最新内容重新合并。',
    en: 'Record {record} was changed while it was being written. It is merged again from what it is now.',
  },
  'sync.flipping': {
    kind: 'conflict',
    zh: '记录 {record} 在一小时内反复改写({fields}),已暂停同步此记录。请检查两侧是否有其他程序在改写,再恢复。',
    en: 'Record {record} keeps changing back ({fields}) and was parked. See what else writes these fields on either side, then release it.',
  },
  'sync.listing-incomplete': {
    kind: 'transient',
    zh: '{side} 侧的完整清单不可信({listed} 条,应约 {expected} 条),本轮不会停用或删除任何记录。请检查对方系统与权限。',
    en: 'The full listing of side {side} cannot be trusted ({listed} records where about {expected} were expected). Nothing is disabled or deleted in this pass. Check the other system and the permissions.',
  },
  'sync.guard-held': {
    kind: 'conflict',
    zh: '本轮将停用或删除 {count} 条记录,超过保护上限 {limit}。这些操作已暂停,其余照常进行。请管理员核对后放行。',
    en: '{count} records would be disabled or deleted, more than the guard of {limit} lets through. Those are held and the rest goes on. An administrator checks and releases them.',
  },
  // Starting up
  'config.invalid': {
    kind: 'invalid',
    zh: '环境变量 {name} 无效:{detail}。请修改后重新启动。',
    en: 'The environment variable {name} is not valid: {detail}. Correct it and start again.',
  },
  'config.unknown': {
    kind: 'invalid',
    zh: '未知的环境变量 {name}{hint}。请改正或删除后重新启动。',
    en: 'The environment variable {name} is not known{hint}. Correct or remove it and start again.',
  },
  'vault.wrong-key': {
    kind: 'invalid',
    zh: '主密钥与数据库中的数据不匹配,为避免损坏已停止启动。请使用原来的 JOINERY_KEY 或 JOINERY_KEY_FILE。',
    en: 'The master key does not fit the data in this database, so the start was stopped before anything could be harmed. Use the original JOINERY_KEY or JOINERY_KEY_FILE.',
  },
  'vault.key-invalid': {
    kind: 'invalid',
    zh: '主密钥无效({detail})。需要 32 字节,以 64 位十六进制或 base64 表示。',
    en: 'The master key is not valid ({detail}). It is 32 bytes, written as 64 hexadecimal digits or base64.',
  },
  'vault.unreadable': {
    kind: 'permanent',
    zh: '加密内容无法解密:密钥不符或内容被改动。请重新填写密钥,并检查备份。',
    en: 'A sealed value cannot be opened: the key is another one, or it was altered. Enter the secret again and check your backup.',
  },
} as const satisfies Record<string, ErrorText>;

/** Every code there is. A code never changes its meaning; texts may improve. */
export const errorCodes: Readonly<Record<ErrorCode, ErrorText>> = codes;
export type ErrorCode = keyof typeof codes;
