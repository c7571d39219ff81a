import { useEffect, useState } from 'react';
import styles from './stage.module.css';

/** Milliseconds of loading that nobody has to be told of: words that flash are worse than none. */
const UNNOTICED = 150;

interface Props {
  readonly words: string;
}

/** Says in the middle of a stage that its picture is loading, once that takes long enough to be noticed. */
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
