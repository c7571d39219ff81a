/** From the least to the most, both included. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/** An option of the command line, without its name: `value` stands behind the name in the help. */
export interface OptionSpec {
  readonly value: string;
  readonly text: string;
}

/** The option of a picture of the point spread function, which every blur may have instead of its fields. */
export const KERNEL_FILE: OptionSpec = {
  value: '<file>',
  text: 'a picture of the point spread function, instead of --blur or --length',
};

/** A number in a recipe. */
export interface NumberField<Key extends string = string> {
  readonly kind: 'number';
  readonly range: Range;
  /** The least value itself is refused. */
  readonly isAboveMin?: true;
  readonly isWhole?: true;
  /** Recipes may say 'auto', which is estimated from each photo. */
  readonly canBeAuto?: true;
  /**
   * What 'auto' becomes: the analysis' value of this name, or `otherwise` where that finds nothing and the operator is all that a
   * recipe has. `with` are fields that are 'auto' then as well, unless the recipe gives them. Left out, the field is left out,
   * which has the file's own used.
   */
  readonly estimate?: { readonly of: string; readonly otherwise: number; readonly with?: readonly string[] };
  /** The value of recipes that don't give one; without it they have none. */
  readonly default?: number;
  /** The sentence for a value out of range; whole numbers share one. */
  readonly complaint?: Key;
  /** The sentence for a recipe that names the operator and leaves the field out. */
  readonly missing?: Key;
  /** The field is a width in pixels or a noise: on a copy of the photo n times smaller, it is n times smaller. */
  readonly shrinks?: true;
  /** The field counts whatever the operator is. */
  readonly isCommon?: true;
  /** The list of a model card that has the values that the network was trained on. */
  readonly trainedList?: 'blockMeans';
  readonly option: OptionSpec;
  /** What the window's control offers, and its first value. */
  readonly slider?: Range;
  readonly offered?: readonly number[];
  readonly initial?: number;
}

/** One of a few words in a recipe. */
export interface ChoiceField {
  readonly kind: 'choice';
  readonly choices: readonly [string, string, ...string[]];
  readonly option: OptionSpec;
}

export type FieldSpec<Key extends string = string> = NumberField<Key> | ChoiceField;

/**
 * All there is to say of an operator beside its mathematics, as data that everything may import, the window too. `Key` is that of
 * a text without values, `OrderKey` of one that names operators; contract/operators.ts holds both to contract/sayings.ts.
 */
export interface OperatorSpec<Key extends string = string, OrderKey extends string = string> {
  /** As a recipe, the command line and a model card's `operators` name it. */
  readonly name: string;
  /** Lists of the operators are in the order of this number. */
  readonly place: number;
  /** The recipe's fields that are its own. */
  readonly fields: Readonly<Record<string, FieldSpec<Key>>>;
  readonly needs: {
    /** A mask of the damage. */
    readonly mask: OptionSpec | null;
    /** A picture of the point spread function may stand for its fields. */
    readonly kernel: OptionSpec | null;
    /** The quantisation tables of a JPEG, the file's own or those of its fields. */
    readonly tables: boolean;
  };
  /** When it happened to the photo, on a scale from the lens (0) to the file (100). */
  readonly event: number;
  /** It moves or mixes pixels. */
  readonly isSpatial: boolean;
  /** The sentence for a recipe in which something spatial comes after it; null where that may be. */
  readonly spatialAfter: OrderKey | null;
  /** The field by which the restored picture is larger than the photo, along each side; null where it isn't. */
  readonly enlargesBy: string | null;
  /** The restored picture has colour whatever the photo had. */
  readonly addsColour: boolean;
  /**
   * What a preview looks at: a small copy of the view, a part of its middle at full size, or a copy as long as a field counts
   * at least so many pixels on it.
   */
  readonly preview: 'copy' | 'part' | { readonly field: string; readonly least: number };
  /** How answers are drawn where it is part of the measurement; contract/detail.ts says what the numbers mean. */
  readonly sampling: { readonly eta: number; readonly etaBesideHoles: number; readonly detail: number };
  /** Operators that the network was trained on together with it; one of two says so. */
  readonly trainedWith: readonly string[];
  /** Its repair in the window, which may have several operators, and the repair's place in the panel. */
  readonly repair: { readonly name: string; readonly place: number };
  /** Its row of the README's table of operators. */
  readonly readme: { readonly measured: string; readonly options: string };
}
