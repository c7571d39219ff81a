export { moveBlocks2, moveBlocks4 } from './blocks';
export { blend, blendWeighted, combine, copy, moveLuma } from './pointwise';
export { multiplyByGains, wiener } from './spectrum';
export { columnsToRows, rowsToColumns } from './transposes';
