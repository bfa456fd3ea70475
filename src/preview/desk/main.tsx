import { render } from "preact"
import { Desk } from "./Desk.tsx"

const place = document.getElementById("desk")
if (place) render(<Desk />, place)
