import { openDelimitedFile, type DelimitedFile, type FileRecord } from '#libs/platform';
import { EXPORT_COLUMNS, type ColumnKey } from './domain/export-columns.js';

export type ExportRecord = FileRecord<ColumnKey>;

/** A client export on disk, recognised and ready to be read row by row; the file is never in memory as a whole. */
export type ExportFile = DelimitedFile<ColumnKey>;

/** @throws UnreadableFileError with one Dutch sentence: not there, not text, columns missing or unknown */
export async function openExportFile(path: string): Promise<ExportFile> {
  return openDelimitedFile(path, EXPORT_COLUMNS);
}
