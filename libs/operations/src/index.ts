export { alarmInWords, type AlarmInWords } from './alarm-texts.js';
export { AlarmsService, type Alarm } from './alarms.service.js';
export { ALARM_KINDS, type AlarmKind } from './domain/alarm.js';
export { allDays, FATES, type DayOfRounds, type Fate } from './domain/day-by-day.js';
export { EXPOSITION_TYPE, expositionOf, type Metric } from './domain/exposition.js';
export { FiguresService, PROMPT_SECONDS, type LastDay, type ProviderShare, type UnknownMessage, type Waiting } from './figures.service.js';
export { OperationsModule } from './operations.module.js';
export { SENDING_PAGE, WatchService, type Watcher } from './watch.service.js';
