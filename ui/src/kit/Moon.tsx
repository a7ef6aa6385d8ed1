import { moonName, moonPhase } from "./time";

/** The moon on a day, as a small drawing: the lit part is light, by day and by night. */
export function Moon({ day, size = 14 }: { day: string; size?: number }) {
  const phase = moonPhase(day);
  const waxing = phase < 0.5;
  const bulge = Math.cos(phase * 2 * Math.PI); // 1 new, 0 quarter, -1 full
  const limb = `A 8 8 0 0 ${waxing ? 1 : 0} 10 18`;
  const terminator = `A ${Math.abs(bulge) * 8} 8 0 0 ${bulge > 0 === waxing ? 0 : 1} 10 2`;
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" role="img" aria-label={moonName(phase)}>
      <circle cx="10" cy="10" r="8.2" fill="var(--moon-dark)" stroke="currentColor" strokeWidth="1.4" />
      <path d={`M 10 2 ${limb} ${terminator} Z`} fill="var(--moon-lit)" />
    </svg>
  );
}
