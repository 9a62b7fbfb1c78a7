import { defineConnector } from '@joinery/connector-sdk';
import { directoryPages, listDepartments, listPeople, listSubcompanies } from './actions/directory.ts';
import { getRequest, getRequestStatus, listTodos } from './actions/read-request.ts';
import { sendNotice, updateNotice } from './actions/send-notice.ts';
import { createRequest, rejectRequest, submitRequest, withdrawRequest } from './actions/write-request.ts';
import { connection } from './connection.ts';
import { errors, vendorError } from './errors.ts';
import { department, person, subcompany } from './objects/records.ts';
import { requestArchived, requestReported, todoReceived, webhooks } from './triggers/request-triggers.ts';

/** Weaver e-cology 9: approval requests, people and organisation, notices. Data only. */
export const connector = defineConnector({
  manifest: {
    name: 'weaver',
    version: '1.0.0',
    title: { zh: '泛微 e-cology', en: 'Weaver e-cology' },
    description: {
      zh: '发起与处理审批流程、读取人员与组织、发送通知;适用于 e-cology 9。',
      en: 'Starts and handles approval requests, reads people and organisation, sends notices; for e-cology 9.',
    },
    categories: ['oa'],
    hosts: ['{connection.baseUrl}'],
    baseUrl: '{connection.baseUrl}',
    errors,
    vendorError,
    webhooks,
    options: {
      people: {
        operation: directoryPages('getHrmUserInfoWithPage'),
        value: '$string(item.id)',
        label: "item.lastname & ' · ' & item.departmentname",
      },
      departments: {
        operation: directoryPages('getHrmdepartmentWithPage'),
        value: '$string(item.id)',
        label: 'item.departmentname',
      },
      workflows: {
        operation: {
          kind: 'request',
          request: {
            method: 'POST',
            path: '/api/workflow/paService/getCreateWorkflowList',
            encoding: 'form',
            body: '{}',
          },
        },
        value: '$number(item.workflowId)',
        label: "item.workflowTypeName & ' · ' & item.workflowName",
      },
    },
    schemas: {
      // Fields by their database name; what they are called in the form is their title.
      'request-fields': {
        operation: {
          kind: 'request',
          request: {
            method: 'GET',
            path: '/api/workflow/paService/getCreateWorkflowRequestInfo',
            query: { workflowId: 'input.workflowId' },
          },
          output: `(
            $fields := body.data.workflowMainTableInfo.requestRecords.workflowRequestTableFields;
            {
              'type': 'object',
              'required': [$fields[mand = true].fieldName],
              'properties': $merge([{}, $fields.{fieldName: {
                'type': ['string', 'number', 'boolean', 'array'],
                'x-title': {'zh': fieldShowName, 'en': fieldShowName}
              }}]),
              'additionalProperties': true
            }
          )`,
        },
        dependsOn: ['workflowId'],
      },
    },
  },
  connection,
  actions: {
    'create-request': createRequest,
    'submit-request': submitRequest,
    'reject-request': rejectRequest,
    'withdraw-request': withdrawRequest,
    'get-request': getRequest,
    'get-request-status': getRequestStatus,
    'list-todos': listTodos,
    'list-people': listPeople,
    'list-departments': listDepartments,
    'list-subcompanies': listSubcompanies,
    'send-notice': sendNotice,
    'update-notice': updateNotice,
  },
  triggers: {
    'todo-received': todoReceived,
    'request-archived': requestArchived,
    'request-reported': requestReported,
  },
  objects: { person, department, subcompany },
});

export default connector;
