'use client'

import { useEffect, useRef } from 'react'

import type { FormQuestion as Question } from './run-form'

type Props = { question: Question; typed: Readonly<Record<string, string[]>> }

/** A question that a form asks before it does its work. The items open on pages of their own, so that nothing is lost. */
export function FormQuestion({ question: { title, text, name, tick, items }, typed }: Props) {
  const box = useRef<HTMLFieldSetElement>(null)
  useEffect(() => box.current?.focus(), [items])
  return (
    <fieldset
      ref={box}
      tabIndex={-1}
      role="alert"
      className="flex flex-col gap-3 rounded-card border-2 border-sun bg-snow p-4"
    >
      <legend className="px-1 text-lg font-bold">{title}</legend>
      <p>{text}</p>
      <ul className="flex flex-col gap-3">
        {items.map(({ value, label, detail, href }) => (
          <li key={value} className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-bark pt-2">
            <span className="min-w-0 grow basis-60">
              <a
                className="link inline-flex min-h-11 items-center font-semibold"
                href={href}
                target="_blank"
                rel="noopener"
              >
                <bdi>{label}</bdi>
              </a>
              <span className="block text-slate">{detail}</span>
            </span>
            <label className="flex min-h-11 items-center gap-2">
              <input
                type="checkbox"
                className="size-5"
                name={name}
                value={value}
                defaultChecked={typed[name]?.includes(value) ?? false}
              />
              {tick}
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  )
}
