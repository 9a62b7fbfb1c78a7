import { dingtalkSimulator } from '@joinery/connector-dingtalk/simulator';
import { feishuSimulator } from '@joinery/connector-feishu/simulator';
import { httpSimulator } from '@joinery/connector-http/simulator';
import type { Simulator } from '@joinery/connector-sdk/simulator';
import { serviceCoreSimulator } from '@joinery/connector-service-core/simulator';
import { smsSimulator } from '@joinery/connector-sms/simulator';
import { webhookSimulator } from '@joinery/connector-webhook/simulator';
import { beisenSimulator } from '@joinery/connector-beisen/simulator';
import { wechatOaSimulator } from '@joinery/connector-wechat-oa/simulator';
import { wecomSimulator } from '@joinery/connector-wecom/simulator';
import type { RunningSandbox } from './running-sandbox.ts';
import { SandboxPorts } from './sandbox-ports.ts';
import { simulatorSandbox, type StartedSimulator } from './simulator-sandbox.ts';
import { jiraSimulator } from '@joinery/connector-jira/simulator';
import { salesforceSimulator } from '@joinery/connector-salesforce/simulator';
import { weaverSimulator } from '@joinery/connector-weaver/simulator';
import { gitlabSimulator } from '@joinery/connector-gitlab/simulator';
import { seeyonSimulator } from '@joinery/connector-seeyon/simulator';
import { fxiaokeSimulator } from '@joinery/connector-fxiaoke/simulator';
import { scimSimulator } from '@joinery/connector-scim/simulator';
import { clickhouseSimulator } from '@joinery/connector-clickhouse/simulator';
import { s3Simulator } from '@joinery/connector-s3/simulator';
import { kafkaSimulator } from '@joinery/connector-kafka/simulator';
import { dorisSimulator } from '@joinery/connector-doris/simulator';
import { hubspotSimulator } from '@joinery/connector-hubspot/simulator';
import { zentaoSimulator } from '@joinery/connector-zentao/simulator';
import { neocrmSimulator } from '@joinery/connector-neocrm/simulator';
import { bangwo8Simulator } from '@joinery/connector-bangwo8/simulator';
import { kf5Simulator } from '@joinery/connector-kf5/simulator';
import { redmineSimulator } from '@joinery/connector-redmine/simulator';
import { tapdSimulator } from '@joinery/connector-tapd/simulator';
import { zendeskSimulator } from '@joinery/connector-zendesk/simulator';
import { githubSimulator } from '@joinery/connector-github/simulator';

interface Boxed {
  readonly simulator: Simulator;
  readonly connector: string;
  readonly description: { readonly zh: string; readonly en: string };
}

const boxes = (): readonly Boxed[] => [
  {
    simulator: serviceCoreSimulator(),
    connector: 'service-core',
    description: {
      zh: '客户、联系人、坐席与工单;改动记录即发出签名事件',
      en: 'Customers, contacts, agents and tickets; an edit sends signed events',
    },
  },
  {
    simulator: feishuSimulator(),
    connector: 'feishu',
    description: {
      zh: '通讯录与消息;收到的消息以气泡显示',
      en: 'Directory and messages; what arrives is shown as bubbles',
    },
  },
  {
    simulator: dingtalkSimulator(),
    connector: 'dingtalk',
    description: {
      zh: '通讯录、消息与审批;修改审批的 result 即作出决定',
      en: 'Directory, messages and approvals; whoever edits the result of an approval decides it',
    },
  },
  {
    simulator: wecomSimulator(),
    connector: 'wecom',
    description: {
      zh: '通讯录、消息与审批;修改审批的 sp_status 即作出决定',
      en: 'Directory, messages and approvals; whoever edits the sp_status of an approval decides it',
    },
  },
  {
    simulator: wechatOaSimulator(),
    connector: 'wechat-oa',
    description: {
      zh: '粉丝、模板消息与回调;新增用户消息即推送',
      en: 'Followers, template messages and callbacks; a message added here is pushed',
    },
  },
  {
    simulator: smsSimulator(),
    connector: 'sms',
    description: {
      zh: '阿里云与腾讯云短信;以 0000 结尾的号码收不到',
      en: 'Messages by Aliyun and Tencent Cloud; numbers that end in 0000 get none',
    },
  },
  {
    simulator: httpSimulator(),
    connector: 'http',
    description: { zh: '一个普通的 REST 服务', en: 'An ordinary REST service' },
  },
  {
    simulator: webhookSimulator(),
    connector: 'webhook',
    description: { zh: '发送和接收签名的 webhook', en: 'Sends and receives signed webhooks' },
  },
  {
    simulator: beisenSimulator(),
    connector: 'beisen',
    description: {
      zh: '组织与员工;改动一名员工,轮询即可看到',
      en: 'Departments and employees; edit one and the next look sees it',
    },
  },
  {
    simulator: jiraSimulator(),
    connector: 'jira',
    description: {
      zh: '问题、评论与状态流转;改动问题即发出签名 webhook',
      en: 'Issues, comments and transitions; an edit sends signed webhooks',
    },
  },
  {
    simulator: weaverSimulator(),
    connector: 'weaver',
    description: {
      zh: '审批流程、人员与组织;把流程改为归档即触发',
      en: 'Approval requests, people and organisation; finish a request and the flow reacts',
    },
  },
  {
    simulator: salesforceSimulator(),
    connector: 'salesforce',
    description: { zh: '客户、联系人与个案;可用 SOQL 查询', en: 'Accounts, contacts and cases, to be queried by SOQL' },
  },
  {
    simulator: gitlabSimulator(),
    connector: 'gitlab',
    description: {
      zh: '项目的议题与评论;改动议题即发出 webhook',
      en: 'Issues and notes of projects; an edit sends webhooks',
    },
  },
  {
    simulator: seeyonSimulator(),
    connector: 'seeyon',
    description: {
      zh: '协同流程、组织与人员;收到的待办以气泡显示',
      en: 'Processes, units and members; todos that arrive are shown as bubbles',
    },
  },
  {
    simulator: fxiaokeSimulator(),
    connector: 'fxiaoke',
    description: {
      zh: '预置与自定义对象的数据;改动后轮询即可看到',
      en: 'Records of preset and custom objects; edit one and the next look sees it',
    },
  },
  {
    simulator: scimSimulator(),
    connector: 'scim',
    description: {
      zh: '用户与组;停用一名用户,轮询即可看到',
      en: 'Users and groups; deactivate one and the next look sees it',
    },
  },
  {
    simulator: clickhouseSimulator(),
    connector: 'clickhouse',
    description: {
      zh: '两张表;可查询,写入一次即记住',
      en: 'Two tables to query and insert into; what was inserted is remembered',
    },
  },
  {
    simulator: s3Simulator(),
    connector: 's3',
    description: { zh: '一个存储桶;放入文件,轮询即可看到', en: 'A bucket; put a file and the next look sees it' },
  },
  {
    simulator: kafkaSimulator(),
    connector: 'kafka',
    description: {
      zh: '两个主题;收到的消息按分区与位移列出',
      en: 'Two topics; records that arrive are listed by partition and offset',
    },
  },
  {
    simulator: dorisSimulator(),
    connector: 'doris',
    description: {
      zh: '一张唯一键表;导入按标签只算一次',
      en: 'A table with unique keys; a load counts once for its label',
    },
  },
  {
    simulator: hubspotSimulator(),
    connector: 'hubspot',
    description: {
      zh: '公司、联系人与工单;改动即发出签名事件',
      en: 'Companies, contacts and tickets; an edit sends signed events',
    },
  },
  {
    simulator: zentaoSimulator(),
    connector: 'zentao',
    description: { zh: '产品与缺陷;改动后轮询即可看到', en: 'Products and bugs; edit one and the next look sees it' },
  },
  {
    simulator: neocrmSimulator(),
    connector: 'neocrm',
    description: { zh: '客户与联系人;可用 XOQL 查询', en: 'Accounts and contacts, to be queried by XOQL' },
  },
  {
    simulator: githubSimulator(),
    connector: 'github',
    description: {
      zh: '仓库的议题与评论;改动议题即发出签名 webhook',
      en: 'Issues and comments of repositories; an edit sends signed webhooks',
    },
  },
  {
    simulator: zendeskSimulator(),
    connector: 'zendesk',
    description: {
      zh: '工单、用户与组织;改动工单即发出签名事件',
      en: 'Tickets, users and organisations; an edit of a ticket sends signed events',
    },
  },
  {
    simulator: tapdSimulator(),
    connector: 'tapd',
    description: {
      zh: '缺陷、需求与评论;改动即发出带验证密码的 webhook',
      en: 'Bugs, stories and comments; an edit sends webhooks with their password',
    },
  },
  {
    simulator: redmineSimulator(),
    connector: 'redmine',
    description: {
      zh: '问题与说明;改动后轮询即可看到',
      en: 'Issues and their notes; edit one and the next look sees it',
    },
  },
  {
    simulator: kf5Simulator(),
    connector: 'kf5',
    description: {
      zh: '工单、用户与组织;改动后轮询即可看到',
      en: 'Tickets, users and organisations; edit one and the next look sees it',
    },
  },
  {
    simulator: bangwo8Simulator(),
    connector: 'bangwo8',
    description: {
      zh: '工单、客户公司与联系人;改动后轮询即可看到',
      en: 'Tickets, companies and contacts; edit one and the next look sees it',
    },
  },
];

/**
 * Puts the simulators on loopback ports of their own, the same ones at each start, so that connections to them stay
 * true.
 */
export async function startSandbox(portsFile: string): Promise<RunningSandbox> {
  const ports = await SandboxPorts.read(portsFile);
  const running = await Promise.all(boxes().map(async (box) => ({ box, running: await ports.start(box.simulator) })));
  await ports.save();
  const started: readonly StartedSimulator[] = running.map(({ box, running: { url } }) => ({ ...box, url }));
  return {
    sandbox: simulatorSandbox(started),
    allowed: started.map(({ url }) => ({ host: new URL(url).hostname, port: Number(new URL(url).port) })),
    stop: async () => void (await Promise.all(running.map((one) => one.running.stop()))),
  };
}
