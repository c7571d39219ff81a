import { OWN_RECIPES, ownRecipe } from '../../src-main/contract/own-recipes';
import type { RepairName } from '../../src-main/operators/catalogue';
import { useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { NumberInput } from '../parts/number-input';
import { LIMITS } from '../repairs/advanced';
import { DetailSlider } from '../repairs/detail-slider';
import { canBeEstimated } from '../repairs/from-recipe';
import { MASKED } from '../repairs/obstacles';
import { numbersOf } from '../repairs/recipe';
import { RepairPanel } from '../repairs/repair-panel';
import { REPAIR_NAMES, type Repairs, readRepairs, tick, withRepair } from '../repairs/schema';
import { ToneChoice } from '../repairs/tone-choice';
import { usePhoto } from '../state/photos';
import { useProgram } from '../state/program';
import { takePhotosRepairs } from './actions';
import { draftOfRecipe } from './draft';
import { changeDraft, useLibrary } from './state';

function changeRepairs(to: (repairs: Repairs) => Repairs): void {
  changeDraft({ repairs: to(useLibrary.getState().draft.repairs) });
}

function changeAdvanced(patch: Partial<Repairs['advanced']>): void {
  changeRepairs((repairs) => ({ ...repairs, advanced: { ...repairs.advanced, ...patch } }));
}

/** In the order of a photo's repairs; those that need a folder of masks come last. */
const NAMES: readonly RepairName[] = [...REPAIR_NAMES].sort(
  (a, b) => Number(MASKED.includes(a)) - Number(MASKED.includes(b)),
);

/** The repairs of a whole folder: like those of one photo, but values can be estimated from each photo. */
export function RecipeEditor() {
  const say = useMessages();
  const { repairs } = useLibrary((state) => state.draft);
  return (
    <section aria-label={say('panel.repairs')}>
      <OwnRecipes />
      <Known />
      {NAMES.map((name) => (
        <FolderRepair key={name} name={name} />
      ))}
      <div className="repair">
        <DetailSlider repairs={repairs} onChange={(detail) => changeAdvanced({ detail })} />
        <ToneChoice repairs={repairs} onChange={changeAdvanced} />
        {numbersOf(repairs).includes('steps') && (
          <NumberInput
            label={say('advanced.steps')}
            value={repairs.advanced.steps}
            {...LIMITS.steps}
            onChange={(steps) => changeAdvanced({ steps })}
          />
        )}
      </div>
    </section>
  );
}

/** The recipes that come with the program, each for one kind of photo. */
function OwnRecipes() {
  const say = useMessages();
  return (
    <div className="panel-section">
      <h2>{say('recipes.title')}</h2>
      <div className="chips">
        {OWN_RECIPES.map((name) => (
          <Button
            key={name}
            label={say('recipes.use', { name: say(`recipes.${name}`) })}
            onPress={() => changeDraft(draftOfRecipe(ownRecipe(name)))}
          >
            {say(`recipes.${name}`)}
          </Button>
        ))}
      </div>
    </div>
  );
}

/** Existing repairs: those of the open photo, and saved ones. */
function Known() {
  const say = useMessages();
  const hasPhoto = usePhoto((state) => state.document !== null);
  const presets = useProgram((state) => state.info?.presets) ?? [];
  if (!hasPhoto && presets.length === 0) return null;
  return (
    <div className="panel-section">
      <h2>{say('library.takeOver')}</h2>
      <div className="chips">
        {hasPhoto && <Button onPress={takePhotosRepairs}>{say('library.takePhotos')}</Button>}
        {presets.map((preset) => (
          <Button
            key={preset.name}
            label={say('preset.use', { name: preset.name })}
            onPress={() => changeDraft({ repairs: readRepairs(preset.repairs), auto: {} })}
          >
            {preset.name}
          </Button>
        ))}
      </div>
    </div>
  );
}

/** One repair of the folder. */
function FolderRepair<Name extends RepairName>({ name }: { readonly name: Name }) {
  const { repairs, auto } = useLibrary((state) => state.draft);
  const estimate = {
    isOn: auto[name] ?? false,
    onChange: (isOn: boolean) => changeDraft({ auto: { ...auto, [name]: isOn } }),
  };
  return (
    <RepairPanel
      name={name}
      value={repairs[name]}
      photo={null}
      estimate={canBeEstimated(name) ? estimate : null}
      onTick={(on) => changeRepairs((current) => tick(current, name, on))}
      onChange={(patch) =>
        changeRepairs((current) => withRepair(current, name, { ...current[name], ...patch }))
      }
    />
  );
}
