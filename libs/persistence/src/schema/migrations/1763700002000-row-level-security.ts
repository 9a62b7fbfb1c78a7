import type { MigrationInterface, QueryRunner } from 'typeorm';
import { firstPolicySql } from '../row-level-security.ts';

export class RowLevelSecurity1763700002000 implements MigrationInterface {
  readonly name = 'RowLevelSecurity1763700002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(firstPolicySql());
  }

  async down(): Promise<void> {
    // Falls with the tables.
  }
}
