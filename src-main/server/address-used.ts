/**
 * The message for an address that was already used. It is shown in all languages, because without a page the user's
 * language isn't known.
 */
export const ADDRESS_USED = {
  en: 'This address of Daguerre worked once. Start it again to get another.',
  de: 'Diese Adresse von Daguerre galt nur einmal. Starten Sie es neu, um eine andere zu bekommen.',
  es: 'Esta dirección de Daguerre servía una sola vez. Inícielo de nuevo para obtener otra.',
  fr: 'Cette adresse de Daguerre ne servait qu’une fois. Relancez-le pour en obtenir une autre.',
  ja: 'この Daguerre のアドレスは一度しか使えません。起動し直して新しいアドレスを開いてください。',
  zh: 'Daguerre 的这个地址只能使用一次。请重新启动以获取新地址。',
};
