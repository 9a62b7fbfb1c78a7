import { AlertSender, provideValue } from '@joinery/platform';
import { ConnectionSecrets } from '@joinery/vault';
import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { SettingController } from './admin/setting.controller.ts';
import { TokenController } from './admin/token.controller.ts';
import { UserController } from './admin/user.controller.ts';
import { AlertChannelController } from './alerts/alert-channel.controller.ts';
import { AlertController } from './alerts/alert.controller.ts';
import type { ApiPorts } from './api-ports.ts';
import { AuditTrail } from './audit/audit-trail.ts';
import { AuditController } from './audit/audit.controller.ts';
import { SessionController } from './auth/session.controller.ts';
import { Sessions } from './auth/sessions.ts';
import { SignOnController } from './auth/sign-on.controller.ts';
import { ConnectionController } from './connections/connection.controller.ts';
import { ConsentController } from './connections/consent.controller.ts';
import { ConnectorController } from './connectors/connector.controller.ts';
import { FlowTestController } from './flows/flow-test.controller.ts';
import { FlowReplayController } from './flows/flow-replay.controller.ts';
import { FlowController } from './flows/flow.controller.ts';
import { OverviewController } from './overview/overview.controller.ts';
import * as tokens from './ports/tokens.ts';
import { RunStreamController } from './runs/run-stream.controller.ts';
import { RunController } from './runs/run.controller.ts';
import { SandboxController } from './sandbox/sandbox.controller.ts';
import { PassController } from './syncs/pass.controller.ts';
import { RecordController } from './syncs/record.controller.ts';
import { SyncController } from './syncs/sync.controller.ts';
import { TemplateConnections } from './templates/template-connections.ts';
import { TemplateController } from './templates/template.controller.ts';
import { TriggerController } from './triggers/trigger.controller.ts';

const controllers = [
  SessionController,
  SignOnController,
  OverviewController,
  ConnectorController,
  ConnectionController,
  ConsentController,
  FlowController,
  FlowTestController,
  FlowReplayController,
  RunController,
  RunStreamController,
  SyncController,
  PassController,
  RecordController,
  TriggerController,
  AlertController,
  AlertChannelController,
  TemplateController,
  SandboxController,
  UserController,
  TokenController,
  SettingController,
  AuditController,
];

export interface ApiParts {
  readonly ports: ApiPorts;
  readonly sessions: Sessions;
  readonly modules: readonly (DynamicModule | Type)[];
}

/** Binds the features to their ports. */
@Module({})
export class ApiModule {
  static with({ ports, sessions, modules }: ApiParts): DynamicModule {
    return {
      module: ApiModule,
      imports: [...modules],
      controllers,
      providers: [
        AuditTrail,
        TemplateConnections,
        { provide: ConnectionSecrets, useValue: new ConnectionSecrets(ports.vault) },
        { provide: Sessions, useValue: sessions },
        provideValue(tokens.administrationToken, ports.administration),
        provideValue(tokens.identitiesToken, ports.identities),
        provideValue(tokens.runCommandsToken, ports.runCommands),
        provideValue(tokens.waitAnswersToken, ports.answers),
        provideValue(tokens.intakeToken, ports.intake),
        provideValue(tokens.catalogueToken, ports.connectors),
        provideValue(tokens.installedConnectorsToken, ports.installedConnectors),
        provideValue(tokens.liveConnectorToken, ports.live),
        provideValue(tokens.replayerToken, { actions: ports.actions, tokens: ports.callbacks }),
        provideValue(tokens.stepTesterToken, { actions: ports.actions, newId: ports.newId }),
        provideValue(tokens.alertSenderToken, new AlertSender({ actions: ports.actions })),
        provideValue(tokens.sandboxToken, ports.sandbox),
        provideValue(tokens.templatesToken, ports.templates),
        provideValue(tokens.runFeedToken, ports.feed),
        provideValue(tokens.egressRulesChangedToken, ports.egressRulesChanged),
        provideValue(tokens.publicUrlToken, ports.publicUrl),
        provideValue(tokens.vaultToken, ports.vault),
        provideValue(tokens.newIdToken, ports.newId),
        provideValue(tokens.signOnToken, ports.signOn),
      ],
    };
  }
}
