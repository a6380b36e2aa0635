// A page whose session has ended looks like one whose network has: its socket is refused. Asked by HTTP, the workbench
// tells the two apart, and the reader is taken to where they can sign in.
setInterval(async () => {
  if (!window.socket || window.socket.connected) return;
  try {
    const answer = await fetch("/", { method: "HEAD", redirect: "manual", cache: "no-store" });
    if (answer.type === "opaqueredirect" || answer.status === 403) location.reload();
  } catch {
    // the workbench itself is not there; the page goes on trying
  }
}, 2000);
