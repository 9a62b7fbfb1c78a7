import { connector as dingtalk } from '@joinery/connector-dingtalk';
import * as dingtalkBox from '@joinery/connector-dingtalk/simulator';
import { connector as feishu } from '@joinery/connector-feishu';
import * as feishuBox from '@joinery/connector-feishu/simulator';
import { connector as http } from '@joinery/connector-http';
import * as httpBox from '@joinery/connector-http/simulator';
import { connector as postgres } from '@joinery/connector-postgres';
import { connector as serviceCore } from '@joinery/connector-service-core';
import * as coreBox from '@joinery/connector-service-core/simulator';
import type { ConformanceSubject } from '@joinery/connector-sdk/testing';
import { connector as sms } from '@joinery/connector-sms';
import * as smsBox from '@joinery/connector-sms/simulator';
import { connector as webhook } from '@joinery/connector-webhook';
import * as webhookBox from '@joinery/connector-webhook/simulator';
import { connector as wechatOa } from '@joinery/connector-wechat-oa';
import * as wechatOaBox from '@joinery/connector-wechat-oa/simulator';
import { connector as wecom } from '@joinery/connector-wecom';
import * as wecomBox from '@joinery/connector-wecom/simulator';
import { connector as beisen } from '@joinery/connector-beisen';
import * as beisenBox from '@joinery/connector-beisen/simulator';
import { connector as weaver } from '@joinery/connector-weaver';
import * as weaverBox from '@joinery/connector-weaver/simulator';
import { connector as seeyon } from '@joinery/connector-seeyon';
import * as seeyonBox from '@joinery/connector-seeyon/simulator';
import { connector as mysql } from '@joinery/connector-mysql';
import { connector as scim } from '@joinery/connector-scim';
import * as scimBox from '@joinery/connector-scim/simulator';
import { connector as ldap } from '@joinery/connector-ldap';
import { connector as email } from '@joinery/connector-email';
import { openHost } from '@joinery/tests-support/conformance';
import { connector as jira } from '@joinery/connector-jira';
import * as jiraBox from '@joinery/connector-jira/simulator';
import { connector as salesforce } from '@joinery/connector-salesforce';
import * as salesforceBox from '@joinery/connector-salesforce/simulator';
import { connector as gitlab } from '@joinery/connector-gitlab';
import * as gitlabBox from '@joinery/connector-gitlab/simulator';
import { connector as fxiaoke } from '@joinery/connector-fxiaoke';
import * as fxiaokeBox from '@joinery/connector-fxiaoke/simulator';
import { connector as clickhouse } from '@joinery/connector-clickhouse';
import * as clickhouseBox from '@joinery/connector-clickhouse/simulator';
import { connector as s3 } from '@joinery/connector-s3';
import * as s3Box from '@joinery/connector-s3/simulator';
import { connector as kafka } from '@joinery/connector-kafka';
import * as kafkaBox from '@joinery/connector-kafka/simulator';
import { connector as doris } from '@joinery/connector-doris';
import * as dorisBox from '@joinery/connector-doris/simulator';
import { connector as hubspot } from '@joinery/connector-hubspot';
import * as hubspotBox from '@joinery/connector-hubspot/simulator';
import { connector as zentao } from '@joinery/connector-zentao';
import * as zentaoBox from '@joinery/connector-zentao/simulator';
import { connector as neocrm } from '@joinery/connector-neocrm';
import * as neocrmBox from '@joinery/connector-neocrm/simulator';
import { connector as bangwo8 } from '@joinery/connector-bangwo8';
import * as bangwo8Box from '@joinery/connector-bangwo8/simulator';
import { connector as kf5 } from '@joinery/connector-kf5';
import * as kf5Box from '@joinery/connector-kf5/simulator';
import { connector as redmine } from '@joinery/connector-redmine';
import * as redmineBox from '@joinery/connector-redmine/simulator';
import { connector as tapd } from '@joinery/connector-tapd';
import * as tapdBox from '@joinery/connector-tapd/simulator';
import { connector as zendesk } from '@joinery/connector-zendesk';
import * as zendeskBox from '@joinery/connector-zendesk/simulator';
import { connector as github } from '@joinery/connector-github';
import * as githubBox from '@joinery/connector-github/simulator';

const retryDelaysMs = [1];

/** Every connector of the product, with its vendor in a box. */
export const subjects: readonly ConformanceSubject[] = [
  { connector: http, simulator: httpBox.httpSimulator, openHost, plan: httpBox.plan, exempt: httpBox.exempt },
  {
    connector: webhook,
    simulator: () => webhookBox.webhookSimulator({ retryDelaysMs }),
    openHost,
    plan: webhookBox.plan,
  },
  {
    connector: serviceCore,
    simulator: () => coreBox.serviceCoreSimulator({ retryDelaysMs }),
    openHost,
    plan: coreBox.plan,
  },
  { connector: feishu, simulator: () => feishuBox.feishuSimulator({ retryDelaysMs }), openHost, plan: feishuBox.plan },
  {
    connector: dingtalk,
    simulator: () => dingtalkBox.dingtalkSimulator({ retryDelaysMs }),
    openHost,
    plan: dingtalkBox.plan,
    exempt: dingtalkBox.exempt,
  },
  {
    connector: wecom,
    simulator: () => wecomBox.wecomSimulator({ retryDelaysMs }),
    openHost,
    plan: wecomBox.plan,
    exempt: wecomBox.exempt,
  },
  {
    connector: wechatOa,
    simulator: () => wechatOaBox.wechatOaSimulator({ retryDelaysMs, followersPerPage: 100 }),
    openHost,
    plan: wechatOaBox.plan,
    exempt: wechatOaBox.exempt,
  },
  { connector: sms, simulator: smsBox.smsSimulator, openHost, plan: smsBox.plan, exempt: smsBox.exempt },
  // A real database judges it, in its own integration tests.
  { connector: postgres, openHost, plan: {} },
  { connector: beisen, simulator: () => beisenBox.beisenSimulator({ retryDelaysMs }), openHost, plan: beisenBox.plan },
  { connector: jira, simulator: () => jiraBox.jiraSimulator({ retryDelaysMs }), openHost, plan: jiraBox.plan },
  {
    connector: salesforce,
    simulator: () => salesforceBox.salesforceSimulator({ retryDelaysMs }),
    openHost,
    plan: salesforceBox.plan,
  },
  {
    connector: weaver,
    simulator: () => weaverBox.weaverSimulator({ retryDelaysMs }),
    openHost,
    plan: weaverBox.plan,
    exempt: weaverBox.exempt,
  },
  { connector: gitlab, simulator: () => gitlabBox.gitlabSimulator({ retryDelaysMs }), openHost, plan: gitlabBox.plan },
  {
    connector: seeyon,
    simulator: () => seeyonBox.seeyonSimulator({ retryDelaysMs }),
    openHost,
    plan: seeyonBox.plan,
    exempt: seeyonBox.exempt,
  },
  {
    connector: fxiaoke,
    simulator: () => fxiaokeBox.fxiaokeSimulator({ retryDelaysMs }),
    openHost,
    plan: fxiaokeBox.plan,
  },
  { connector: mysql, openHost, plan: {} },
  {
    connector: scim,
    simulator: () => scimBox.scimSimulator({ retryDelaysMs }),
    openHost,
    plan: scimBox.plan,
    exempt: scimBox.exempt,
  },
  {
    connector: clickhouse,
    simulator: clickhouseBox.clickhouseSimulator,
    openHost,
    plan: clickhouseBox.plan,
    exempt: clickhouseBox.exempt,
  },
  { connector: s3, simulator: s3Box.s3Simulator, openHost, plan: s3Box.plan, exempt: s3Box.exempt },
  { connector: kafka, simulator: kafkaBox.kafkaSimulator, openHost, plan: kafkaBox.plan },
  { connector: doris, simulator: dorisBox.dorisSimulator, openHost, plan: dorisBox.plan },
  {
    connector: hubspot,
    simulator: () => hubspotBox.hubspotSimulator({ retryDelaysMs }),
    openHost,
    plan: hubspotBox.plan,
  },
  { connector: ldap, openHost, plan: {} },
  {
    connector: zentao,
    simulator: () => zentaoBox.zentaoSimulator({ retryDelaysMs }),
    openHost,
    plan: zentaoBox.plan,
    exempt: zentaoBox.exempt,
  },
  { connector: email, openHost, plan: {} },
  { connector: neocrm, simulator: () => neocrmBox.neocrmSimulator({ retryDelaysMs }), openHost, plan: neocrmBox.plan },
  {
    connector: github,
    simulator: () => githubBox.githubSimulator({ retryDelaysMs }),
    openHost,
    plan: githubBox.plan,
  },
  {
    connector: zendesk,
    simulator: () => zendeskBox.zendeskSimulator({ retryDelaysMs, exportDelayMs: 0 }),
    openHost,
    plan: zendeskBox.plan,
  },
  {
    connector: tapd,
    simulator: () => tapdBox.tapdSimulator({ retryDelaysMs }),
    openHost,
    plan: tapdBox.plan,
    exempt: tapdBox.exempt,
  },
  {
    connector: redmine,
    simulator: () => redmineBox.redmineSimulator({ retryDelaysMs }),
    openHost,
    plan: redmineBox.plan,
  },
  {
    connector: kf5,
    simulator: () => kf5Box.kf5Simulator({ retryDelaysMs }),
    openHost,
    plan: kf5Box.plan,
    exempt: kf5Box.exempt,
  },
  {
    connector: bangwo8,
    simulator: () => bangwo8Box.bangwo8Simulator({ retryDelaysMs }),
    openHost,
    plan: bangwo8Box.plan,
    exempt: bangwo8Box.exempt,
  },
];
