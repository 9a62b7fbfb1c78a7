import type { EgressRule, EgressRules } from '@joinery/egress';

interface TenantRule extends EgressRule {
  readonly tenantId: string;
}

export interface KnownEgressRulesOptions {
  readonly load: () => Promise<readonly TenantRule[]>;
  /** Holds for every tenant: the simulators of the sandbox, by their exact ports. */
  readonly always: readonly EgressRule[];
}

/** The tenants' egress rules in memory. A change is known at once where it was made, elsewhere after the next look. */
export class KnownEgressRules implements EgressRules {
  readonly #options: KnownEgressRulesOptions;
  #known = new Map<string, readonly EgressRule[]>();

  constructor(options: KnownEgressRulesOptions) {
    this.#options = options;
  }

  for(tenantId: string): readonly EgressRule[] {
    return this.#known.get(tenantId) ?? this.#options.always;
  }

  async refresh(): Promise<void> {
    const known = new Map<string, EgressRule[]>();
    for (const { tenantId, ...rule } of await this.#options.load()) {
      const rules = known.get(tenantId) ?? [...this.#options.always];
      rules.push(rule);
      known.set(tenantId, rules);
    }
    this.#known = known;
  }
}
