import { expect, test } from 'vitest'

import { androidIntentFor, findInAppBrowser } from './in-app-browser'

const IOS = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)'
const WEBVIEW =
  'Mozilla/5.0 (Linux; Android 14; SM-A155F Build/UP1A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0.0.0 Mobile Safari/537.36'
const CHROME =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36'

test.each([
  ['Facebook on Android', `${WEBVIEW} [FB_IAB/FB4A;FBAV/470.0.0.46.103;]`, 'facebook', 'android'],
  ['Facebook on an iPhone', `${IOS} Mobile/15E148 [FBAN/FBIOS;FBAV/468.0.0.34.108;FBDV/iPhone14,5]`, 'facebook', 'ios'],
  ['Messenger on Android', `${WEBVIEW} [FB_IAB/Orca-Android;FBAV/466.0.0.28.109;]`, 'messenger', 'android'],
  ['Messenger on an iPhone', `${IOS} Mobile/15E148 [FBAN/MessengerForiOS;FBAV/466.0.0.0]`, 'messenger', 'ios'],
  ['Instagram', `${IOS} Mobile/15E148 Instagram 337.0.3.23.54 (iPhone14,5; iOS 17_5; sv_SE)`, 'instagram', 'ios'],
  ['TikTok on Android', `${WEBVIEW} musical_ly_2023506030 BytedanceWebview/d8a21c6`, 'tiktok', 'android'],
  ['TikTok on an iPhone', `${IOS} Mobile/15E148 musical_ly_35.3.0 JsSdk/2.0 BytedanceWebview/d8a21c6`, 'tiktok', 'ios'],
  ['Snapchat', `${IOS} Mobile/15E148 Snapchat/12.92.0.45 (like Safari/8618.2.12, panda)`, 'snapchat', 'ios'],
  ['the Google app', `${IOS} GSA/323.0.647062479 Mobile/15E148 Safari/604.1`, 'google', 'ios'],
  ['LINE', `${IOS} Mobile/15E148 Safari Line/14.9.0`, 'line', 'ios'],
  ['LINE on Android', `${WEBVIEW} Line/14.9.1/IAB`, 'line', 'android'],
  ['WeChat', `${IOS} Mobile/15E148 MicroMessenger/8.0.49(0x1800312d) NetType/WIFI Language/ar`, 'wechat', 'ios'],
  ['WhatsApp', `${WEBVIEW} WhatsApp/2.24.13.77`, 'whatsapp', 'android'],
  [
    'Telegram',
    `${WEBVIEW} Telegram-Android/10.14.5 (Samsung SM-A155F; Android 14; SDK 34; AVERAGE)`,
    'telegram',
    'android',
  ],
  ['any other window on Android', WEBVIEW, 'unknown', 'android'],
  ['any other window on an iPhone', `${IOS} Mobile/15E148`, 'unknown', 'ios'],
])('%s is the window of an application', (_, userAgent, app, system) => {
  expect(findInAppBrowser(userAgent)).toEqual({ app, system })
})

test.each([
  ['Chrome on Android', CHROME],
  ['Samsung Internet', CHROME.replace('Chrome/126', 'SamsungBrowser/25.0 Chrome/121')],
  ['Firefox on Android', 'Mozilla/5.0 (Android 14; Mobile; rv:127.0) Gecko/127.0 Firefox/127.0'],
  ['Edge on Android', `${CHROME} EdgA/126.0.0.0`],
  ['Safari on an iPhone', `${IOS} Version/17.5 Mobile/15E148 Safari/604.1`],
  ['Chrome on an iPhone', `${IOS} CriOS/126.0.6478.108 Mobile/15E148 Safari/604.1`],
  ['Firefox on an iPhone', `${IOS} FxiOS/127.0 Mobile/15E148 Safari/605.1.15`],
  [
    'Safari on a Mac',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/17.5 Safari/605.1.15',
  ],
  ['Chrome on Windows', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0.0.0 Safari/537.36'],
  ['nothing', ''],
])('%s is a browser', (_, userAgent) => {
  expect(findInAppBrowser(userAgent)).toBeNull()
})

test('the browser of an Android device gets the whole link', () => {
  expect(androidIntentFor(new URL('https://samsal.example.org/p?in#secret-of-a-link'))).toBe(
    'intent://samsal.example.org/p?in#secret-of-a-link#Intent;scheme=https;action=android.intent.action.VIEW;end',
  )
})
