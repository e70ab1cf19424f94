// Recognizers-Text as a peer: one request a line on stdin, one answer a line on stdout, both JSON.
// {"texts": [...]} gives the seconds of processor time that reading them took; with "read": true, what was read in each.
const suite = require("@microsoft/recognizers-text-suite");

const CULTURE = suite.Culture.Chinese;
const MODELS = [
  "recognizeNumber", "recognizeOrdinal", "recognizePercentage", "recognizeAge", "recognizeCurrency",
  "recognizeDimension", "recognizeTemperature", "recognizeDateTime",
];

function recognize(text) {
  const found = [];
  for (const model of MODELS) {
    for (const one of suite[model](text, CULTURE)) {
      found.push({ start: one.start, end: one.end + 1, text: one.text, type: one.typeName, resolution: one.resolution });
    }
  }
  return found;
}

require("readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const request = JSON.parse(line);
  const began = process.cpuUsage();
  const readings = request.texts.map(recognize);
  const used = process.cpuUsage(began);
  const seconds = (used.user + used.system) / 1e6;
  process.stdout.write(JSON.stringify(request.read ? readings : seconds) + "\n");
});
