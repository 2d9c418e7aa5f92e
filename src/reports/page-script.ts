/**
 * The page's only script: languages, theme, and the explanation of the number that is hovered, focused or tapped. It reads inert
 * data and writes text; it builds no markup and reaches nothing.
 */
export const PAGE_SCRIPT = `(() => {
  'use strict'
  const data = JSON.parse(document.getElementById('report').textContent)
  const root = document.documentElement
  const box = document.getElementById('explanation')
  let shown = null
  let pinned = false

  const say = (name, text, parent) => {
    const element = document.createElement(name)
    element.textContent = text
    parent.append(element)
    return element
  }
  const place = (target) => {
    if (matchMedia('(max-width: 640px)').matches) {
      box.style.left = box.style.top = ''
      return
    }
    const at = target.getBoundingClientRect()
    const size = box.getBoundingClientRect()
    const left = Math.max(8, Math.min(at.left + at.width / 2 - size.width / 2, innerWidth - size.width - 8))
    const below = at.bottom + 8
    const top = below + size.height > innerHeight - 8 ? Math.max(8, at.top - size.height - 8) : below
    box.style.left = left + 'px'
    box.style.top = top + 'px'
  }
  const hide = () => {
    if (shown) {
      shown.removeAttribute('aria-describedby')
      shown.removeAttribute('data-open')
    }
    shown = null
    pinned = false
    box.hidden = true
  }
  const show = (target) => {
    if (shown === target) return
    hide()
    const language = target.closest('[lang]').lang
    const explanation = data[language].explanations[Number(target.dataset.k)]
    if (!explanation) return
    box.replaceChildren()
    box.lang = language
    say('h4', explanation.title, box)
    if (explanation.rows.length > 0) {
      const list = say('dl', '', box)
      for (const [label, text] of explanation.rows) {
        const row = say('div', '', list)
        say('dt', label, row)
        say('dd', text, row)
      }
    }
    say('p', explanation.meaning, box)
    box.hidden = false
    shown = target
    target.setAttribute('aria-describedby', 'explanation')
    target.setAttribute('data-open', '')
    place(target)
  }
  const figureOf = (event) => (event.target instanceof Element ? event.target.closest('.fig') : null)

  document.addEventListener('pointerover', (event) => {
    const figure = figureOf(event)
    if (event.pointerType === 'mouse' && figure && !pinned) show(figure)
  })
  document.addEventListener('pointerout', (event) => {
    if (event.pointerType === 'mouse' && figureOf(event) && !pinned) hide()
  })
  document.addEventListener('focusin', (event) => {
    const figure = figureOf(event)
    if (figure && figure.matches(':focus-visible')) show(figure)
    else if (!figure && !box.contains(event.target)) hide()
  })
  document.addEventListener('click', (event) => {
    const figure = figureOf(event)
    if (figure) {
      const again = shown === figure && pinned
      show(figure)
      pinned = true
      if (again) hide()
    } else if (!box.contains(event.target)) hide()
  })
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') hide()
    const figure = figureOf(event)
    if (figure && figure.tagName !== 'BUTTON' && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault()
      show(figure)
      pinned = true
    }
  })
  addEventListener('scroll', () => { if (shown) place(shown) }, { passive: true, capture: true })
  addEventListener('resize', hide)

  const speak = (language) => {
    hide()
    for (const page of document.querySelectorAll('.page')) page.hidden = page.lang !== language
    root.lang = language
    document.title = data[language].title
  }
  for (const button of document.querySelectorAll('[data-language]'))
    button.addEventListener('click', () => {
      speak(button.dataset.language)
      const twin = document.querySelector('.page:not([hidden]) [data-language="' + button.dataset.language + '"]')
      if (twin) twin.focus({ preventScroll: true })
    })
  for (const button of document.querySelectorAll('[data-theme-switch]'))
    button.addEventListener('click', () => {
      const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
      root.dataset.theme = dark ? 'light' : 'dark'
    })
})()`
