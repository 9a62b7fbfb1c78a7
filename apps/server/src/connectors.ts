import beisen from '@joinery/connector-beisen';
import dingtalk from '@joinery/connector-dingtalk';
import email from '@joinery/connector-email';
import feishu from '@joinery/connector-feishu';
import fxiaoke from '@joinery/connector-fxiaoke';
import gitlab from '@joinery/connector-gitlab';
import http from '@joinery/connector-http';
import clickhouse from '@joinery/connector-clickhouse';
import s3 from '@joinery/connector-s3';
import kafka from '@joinery/connector-kafka';
import doris from '@joinery/connector-doris';
import hubspot from '@joinery/connector-hubspot';
import jira from '@joinery/connector-jira';
import ldap from '@joinery/connector-ldap';
import mysql from '@joinery/connector-mysql';
import postgres from '@joinery/connector-postgres';
import salesforce from '@joinery/connector-salesforce';
import scim from '@joinery/connector-scim';
import type { Connector } from '@joinery/connector-sdk';
import seeyon from '@joinery/connector-seeyon';
import serviceCore from '@joinery/connector-service-core';
import sms from '@joinery/connector-sms';
import weaver from '@joinery/connector-weaver';
import webhook from '@joinery/connector-webhook';
import wechatOa from '@joinery/connector-wechat-oa';
import wecom from '@joinery/connector-wecom';
import zentao from '@joinery/connector-zentao';
import neocrm from '@joinery/connector-neocrm';
import bangwo8 from '@joinery/connector-bangwo8';
import kf5 from '@joinery/connector-kf5';
import redmine from '@joinery/connector-redmine';
import tapd from '@joinery/connector-tapd';
import zendesk from '@joinery/connector-zendesk';
import github from '@joinery/connector-github';

/** The connectors that come with Joinery. */
export const connectors: readonly Connector[] = [
  serviceCore,
  feishu,
  dingtalk,
  wecom,
  wechatOa,
  sms,
  postgres,
  http,
  webhook,
  beisen,
  jira,
  weaver,
  salesforce,
  gitlab,
  seeyon,
  fxiaoke,
  mysql,
  scim,
  clickhouse,
  s3,
  kafka,
  doris,
  hubspot,
  ldap,
  zentao,
  email,
  neocrm,
  github,
  zendesk,
  tapd,
  redmine,
  kf5,
  bangwo8,
];
