// In a partner's frame: tells the page around how high the frame has to be. A height, and nothing else.
(() => {
  let told = 0;
  const tell = () => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height === told || window.parent === window) return;
    told = height;
    window.parent.postMessage({ type: "care:height", height }, "*");
  };
  new ResizeObserver(tell).observe(document.body);
  window.addEventListener("load", tell);
})();
