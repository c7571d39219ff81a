/** How much is marked where nobody chose: from 0 (only obvious damage) to 1 (every trace). */
export const USUAL_SENSITIVITY = 0.5;
