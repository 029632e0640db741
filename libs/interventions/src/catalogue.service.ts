import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Catalogue, STANDARD_CATALOGUE, type InterventionType } from './domain/catalogue.js';

/** The catalogue that an office keeps: of each code the highest version counts; a version never changes. */
@Injectable()
export class CatalogueService {
  /** Versions are only added and never change: of so many versions there is one catalogue, whoever reads it. */
  private cached: { revision: number; catalogue: Catalogue } | null = null;

  constructor(private readonly dataSource: DataSource) {}

  /** Sees to it that the standard catalogue is there; safe at every start. What an office changed stays as the office has it. */
  async ensureStandard(now: Temporal.Instant): Promise<void> {
    await this.dataSource.query(
      `insert into intervention_type_version (code, version, definition, changed_at)
       select definition ->> 'code', 1, definition, $2 from jsonb_array_elements($1::jsonb) as given (definition)
       on conflict (code, version) do nothing`,
      [JSON.stringify(STANDARD_CATALOGUE.all), now],
    );
  }

  /** The catalogue of so many versions, for who has counted them in a statement of their own: read only when it is another than the last. */
  async atRevision(tx: EntityManager, revision: number): Promise<Catalogue> {
    if (this.cached?.revision !== revision) this.cached = { revision, catalogue: await this.current(tx) };
    return this.cached.catalogue;
  }

  /** The catalogue as it is now: the standard order first, then what the office added, oldest first. One statement. */
  async current(tx: EntityManager = this.dataSource.manager): Promise<Catalogue> {
    const rows: { definition: InterventionType }[] = await tx.query(
      `select latest.definition
         from (select distinct on (code) code, definition from intervention_type_version order by code, version desc) as latest
         join intervention_type_version as first on first.code = latest.code and first.version = 1
        order by array_position($1::text[], latest.code), first.changed_at, latest.code`,
      [STANDARD_CATALOGUE.all.map(({ code }) => code)],
    );
    const known = new Set(rows.map(({ definition }) => definition.code));
    // Before the first start has put them there, and in a database of a test: what comes with the product.
    return new Catalogue([...STANDARD_CATALOGUE.all.filter(({ code }) => !known.has(code)), ...rows.map(({ definition }) => definition)]);
  }
}
