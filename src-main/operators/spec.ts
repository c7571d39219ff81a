/** From the least to the greatest value, both included. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/** An option of the command line, without its name: `value` follows the name in the help. */
export interface OptionSpec {
  readonly value: string;
  readonly text: string;
  /** What the value "auto" does in a restoration, for options whose "auto" isn't an estimated field. */
  readonly auto?: string;
}

/** The option for a picture of the point spread function, which every blur accepts instead of its fields. */
export const KERNEL_FILE: OptionSpec = {
  value: '<file>',
  text: 'a picture of the point spread function, instead of --blur or --length',
};

/** A number in a recipe. */
export interface NumberField<Key extends string = string> {
  readonly kind: 'number';
  readonly range: Range;
  /** The least value itself isn't allowed. */
  readonly isAboveMin?: true;
  readonly isWhole?: true;
  /** Recipes may say 'auto'; the value is then estimated from each photo. */
  readonly canBeAuto?: true;
  /**
   * The value of 'auto': the analysis' value with the name `of`, or `otherwise` if the analysis finds nothing and the recipe
   * has no other operator. The fields `with` are then 'auto' too, unless the recipe gives them. Where a JPEG's value is found
   * and `sharpens` is true, the file's rounding is part of the measurement as well. Without an estimate, 'auto' removes the
   * field, so that the file's own value is used.
   */
  readonly estimate?: {
    readonly of: string;
    readonly otherwise: number;
    readonly with?: readonly string[];
    readonly sharpens?: true;
  };
  /** The value for recipes that don't give one; without a default they have none. */
  readonly default?: number;
  /** The sentence for a value out of range; whole numbers share one. */
  readonly complaint?: Key;
  /** The sentence for a recipe that names the operator without this field. */
  readonly missing?: Key;
  /** The field is a width in pixels or a noise level: on an n times smaller copy of the photo it is n times smaller. */
  readonly shrinks?: true;
  /** The field applies to all operators. */
  readonly isCommon?: true;
  /** The list of a model card with the values on which the network was trained. */
  readonly trainedList?: 'blockMeans';
  readonly option: OptionSpec;
  /** The range or values of the window's control, and its initial value. */
  readonly slider?: Range;
  readonly offered?: readonly number[];
  readonly initial?: number;
}

/** A choice among a few words in a recipe. */
export interface ChoiceField<Key extends string = string> {
  readonly kind: 'choice';
  readonly choices: readonly [string, string, ...string[]];
  /** The field without whose number this one has no effect, and the sentence for a recipe that gives this one alone. */
  readonly onlyWith?: { readonly field: string; readonly complaint: Key };
  readonly option: OptionSpec;
}

/** Three numbers in a recipe, one for each channel: red, green, blue. */
export interface ChannelsField<Key extends string = string> {
  readonly kind: 'channels';
  readonly range: Range;
  /** Recipes may say 'auto'; the values are then the analysis' with the name `of`, or `otherwise` in each channel. */
  readonly canBeAuto?: true;
  readonly estimate?: { readonly of: string; readonly otherwise: number; readonly with?: readonly string[] };
  /** The sentence for a value out of range. */
  readonly complaint: Key;
  /** The sentence for a recipe that names the operator without this field. */
  readonly missing?: Key;
  readonly option: OptionSpec;
}

export type FieldSpec<Key extends string = string> = NumberField<Key> | ChoiceField<Key> | ChannelsField<Key>;

/** A temperature by the value of a field: linear between two values of it, and constant beyond them. */
export interface TemperatureBy {
  readonly field: string;
  readonly from: { readonly value: number; readonly temperature: number };
  readonly to: { readonly value: number; readonly temperature: number };
}

/**
 * Everything about an operator except its mathematics, as data that all code may import, the window included. `Key` is the
 * key of a text without values, `OrderKey` of one that names operators; contract/operators.ts checks both against
 * contract/sayings.ts.
 */
export interface OperatorSpec<Key extends string = string, OrderKey extends string = string> {
  /** Its name in recipes, on the command line and in a model card's `operators`. */
  readonly name: string;
  /** Sort key of lists of operators. */
  readonly place: number;
  /** Its own fields in a recipe. */
  readonly fields: Readonly<Record<string, FieldSpec<Key>>>;
  readonly needs: {
    /** A mask of the damage. */
    readonly mask: OptionSpec | null;
    /** A picture of the point spread function may replace its fields. */
    readonly kernel: OptionSpec | null;
    /** The quantisation tables of a JPEG, from the file or from its fields. */
    readonly tables: boolean;
  };
  /** When it happened to the photo, on a scale from the lens (0) to the file (100). */
  readonly event: number;
  /** It moves or mixes pixels. */
  readonly isSpatial: boolean;
  /** The sentence for a recipe in which a spatial operator follows it; null if that is allowed. */
  readonly spatialAfter: OrderKey | null;
  /** The field with the factor by which each side of the restored picture is larger than the photo's; null if none. */
  readonly enlargesBy: string | null;
  /** The restored picture has colour even if the photo doesn't. */
  readonly addsColour: boolean;
  /**
   * The input of a preview: a small copy of the view, a part of its middle at full size, or a copy if the value of `field`
   * is at least `least` pixels on it.
   */
  readonly preview: 'copy' | 'part' | { readonly field: string; readonly least: number };
  /** How samples are drawn if it is part of the measurement; contract/detail.ts explains the numbers. */
  readonly sampling: {
    readonly eta: number;
    readonly etaBesideHoles: number;
    readonly detail: number;
    readonly temperature: number | TemperatureBy;
  };
  /** Operators that the network was trained on together with it; it is enough if one of the two lists the other. */
  readonly trainedWith: readonly string[];
  /** The operator that gives the network the same inputs, where the network needs no training of its own. */
  readonly trainedAs?: string;
  /** Its repair in the window, which may have several operators, and the repair's position in the panel. */
  readonly repair: { readonly name: string; readonly place: number };
  /** Its row in the README's table of operators. */
  readonly readme: { readonly measured: string; readonly options: string };
}
