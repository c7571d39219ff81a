import type { ProviderChoice } from '../../src-main/contract/recipe';
import { useMessages } from '../messages/messages';
import { SelectInput } from '../parts/select-input';
import { offeredProviders } from '../repairs/providers';
import { useProgram } from '../state/program';

interface Props {
  readonly label: string;
  readonly value: ProviderChoice;
  onChange(value: ProviderChoice): void;
}

/** Chooses the provider of restorations; providers that were tested and failed are marked. */
export function ProviderSelect({ label, value, onChange }: Props) {
  const say = useMessages();
  const system = useProgram((state) => state.info?.platform ?? '');
  const tried = useProgram((state) => state.providers);
  const wordsOf = (provider: ProviderChoice) => {
    const name = say(`provider.${provider}`);
    const fails = tried?.some((found) => found.provider === provider && !found.works);
    return fails ? say('provider.worksNot', { name }) : name;
  };
  return (
    <SelectInput
      label={label}
      value={value}
      options={offeredProviders(system, value).map((name) => ({ value: name, text: wordsOf(name) }))}
      onChange={onChange}
    />
  );
}
