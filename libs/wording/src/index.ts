export { CLIENT_TEXTS, clientTexts } from './client-texts.js';
