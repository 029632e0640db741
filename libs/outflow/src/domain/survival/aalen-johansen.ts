import { eventTable, type EventTable, type SurvivalSample } from './event-table.js';
import { logLogLimits, type Limits } from './log-log.js';

/** A time at which somebody left, for whatever cause. */
export interface IncidenceStep extends Limits {
  time: number;
  /** The share that has left for this cause by this time, had everybody been followed. */
  value: number;
  stdErr: number;
}

/** As SurvivalSample, with why somebody left instead of that. */
export interface CompetingSample {
  time: ArrayLike<number>;
  /** 0: nothing happened (censored); 1, 2, …: left for that cause. */
  cause: ArrayLike<number>;
  entry?: SurvivalSample['entry'];
}

/**
 * For each cause the share that has left for it, where leaving for one ends the chance of leaving for another: the cumulative incidence of Aalen
 * and Johansen (Scandinavian Journal of Statistics 5, 1978). Taking the others as censored and turning Kaplan-Meier upside down would say too much. All
 * causes have a step at each time at which somebody left; with the survival of `kaplanMeier` they add up to 1.
 *
 * The standard error is of the kind of Greenwood's (Andersen, Borgan, Gill and Keiding, 1993, formula 4.4.20; with late entry Allignol, Schumacher
 * and Beyersmann, Biometrical Journal 52, 2010), built up step by step; of one cause only, it is Greenwood's. The limits are log-log.
 * @param causes how many there are: cause 1 is the first of the answer
 * @throws RangeError for what no sample can be, see `eventTable`
 */
export function cumulativeIncidence({ time, cause, entry }: CompetingSample, causes: number): IncidenceStep[][] {
  return incidenceOf(eventTable({ time, event: cause, entry }, causes));
}

/** The same from a table of what happened. */
export function incidenceOf({ times, atRisk, causes }: EventTable): IncidenceStep[][] {
  return causes.map((happened) => {
    const steps: IncidenceStep[] = [];
    let [survival, value] = [1, 0];
    /** Variance of survival, covariance with the incidence, variance of the incidence. */
    let [ofSurvival, ofBoth, ofValue] = [0, 0, 0];
    for (let place = 0; place < times.length; place += 1) {
      const people = atRisk[place]!;
      const left = causes.reduce((sum, cause) => sum + cause[place]!, 0);
      if (left === 0) continue;
      const [any, this_] = [left / people, happened[place]! / people];
      const scale = survival ** 2 / people;
      ofValue += 2 * this_ * ofBoth + this_ ** 2 * ofSurvival + scale * this_ * (1 - this_);
      ofBoth = (1 - any) * (ofBoth + this_ * ofSurvival - scale * this_);
      ofSurvival = (1 - any) ** 2 * ofSurvival + scale * any * (1 - any);
      value += survival * this_;
      survival *= 1 - any;
      const stdErr = Math.sqrt(Math.max(0, ofValue));
      steps.push({ time: times[place]!, value, stdErr, ...logLogLimits(value, stdErr) });
    }
    return steps;
  });
}
