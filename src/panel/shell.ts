import * as vscode from 'vscode';
import { escapeHtml } from '../render/escape.ts';

/** Folders the page may load from. */
export function resourceRoots(extensionUri: vscode.Uri): vscode.Uri[] {
  return [vscode.Uri.joinPath(extensionUri, 'media'), vscode.Uri.joinPath(extensionUri, 'dist', 'page')];
}

/** The page without content: strict CSP, our one style sheet, our one script. Contents arrive as messages. */
export function shellHtml(webview: vscode.Webview, extensionUri: vscode.Uri, lang: string, loading: string): string {
  const [media, page] = resourceRoots(extensionUri) as [vscode.Uri, vscode.Uri];
  const uri = (folder: vscode.Uri, file: string) => escapeHtml(webview.asWebviewUri(vscode.Uri.joinPath(folder, file)).toString());
  const nonce = createNonce();
  const csp = `default-src 'none'; style-src ${webview.cspSource}; img-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${escapeHtml(lang)}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(csp)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>VirtLens</title>
<link rel="stylesheet" href="${uri(media, 'panel.css')}">
</head>
<body>
<main id="content"><p>${escapeHtml(loading)}</p></main>
<script nonce="${nonce}" src="${uri(page, 'page.js')}"></script>
</body>
</html>`;
}

function createNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
