// Results that came by a post: the address bar gets the address under which they are found again.
document.addEventListener("w-swap:success", (event) => {
  const found = event.target.querySelector("[data-search-address]");
  if (found) {
    window.history.replaceState(null, "", found.dataset.searchAddress);
  }
});
