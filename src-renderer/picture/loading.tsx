import { useEffect, useState } from 'react';
import styles from './stage.module.css';

/** Milliseconds of loading before a message appears; a message that flashes is worse than none. */
const UNNOTICED = 150;

interface Props {
  readonly words: string;
}

/** A message in the middle of a stage that its picture is loading, shown if that takes a noticeable time. */
export function Loading({ words }: Props) {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), UNNOTICED);
    return () => clearTimeout(timer);
  }, []);
  return (
    <p className={styles['loading']} role="status">
      {isLate && words}
    </p>
  );
}
