// Small conveniences, one purpose a file. Every page works without them.
import "./send.js";
import "./drafts.js";
import "./keys.js";
import "./days.js";
import "./picker.js";
import "./notes.js";
import "./review.js";
