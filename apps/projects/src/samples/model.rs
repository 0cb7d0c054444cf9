//! What a sample says, in each language.

/// A task of a sample.
#[derive(Debug, Clone, Copy)]
pub(super) struct SampleTask {
    /// What to do.
    pub(super) title: &'static str,
    /// More about it, Markdown.
    pub(super) notes: &'static str,
    /// Which of the goals it serves.
    pub(super) goal: Option<usize>,
    /// Small steps, and whether each is done.
    pub(super) checklist: &'static [(&'static str, bool)],
}

/// A sample in one language. Tasks stand in the order of [`PLACES`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Sample {
    /// What the project is called.
    pub(super) name: &'static str,
    /// What it is about.
    pub(super) notes: &'static str,
    /// What is to be reached.
    pub(super) goals: [&'static str; 2],
    /// What is stuck on tasks.
    pub(super) labels: [&'static str; 2],
    /// What is to be done.
    pub(super) tasks: [SampleTask; 8],
    /// What is said about the task in review.
    pub(super) comment: &'static str,
}

/// Where a task of the sample stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    /// The column: 0 to 3, from plan to done.
    pub(super) column: usize,
    /// Days from today until it is due.
    pub(super) due: Option<i64>,
    /// Which of the labels it has.
    pub(super) label: Option<usize>,
    /// Whether it is whoever asked who does it.
    pub(super) mine: bool,
}

const fn spot(column: usize, due: Option<i64>, label: Option<usize>, mine: bool) -> Spot {
    Spot {
        column,
        due,
        label,
        mine,
    }
}

/// Where the tasks of a sample stand, whatever the language.
pub(super) const PLACES: [Spot; 8] = [
    spot(0, Some(0), Some(0), true),
    spot(0, Some(2), None, true),
    spot(0, Some(7), Some(1), false),
    spot(0, None, None, false),
    spot(1, Some(-1), Some(0), true),
    spot(1, Some(4), None, false),
    spot(2, Some(1), Some(1), true),
    spot(3, None, None, true),
];

/// The task that the comment is about.
pub(super) const IN_REVIEW: usize = 6;

/// The sample in a language such as `es`; English where there is none.
pub(super) fn sample(language: &str) -> &'static Sample {
    if language.starts_with("es") {
        &SPANISH
    } else {
        &ENGLISH
    }
}

const ENGLISH: Sample = Sample {
    name: "Sample: a garden party",
    notes: "A small project to try things out. Move cards, tick steps, write comments: nothing \
            here is real. When you have seen enough, throw the project away in its settings.",
    goals: ["Everybody knows when and where", "Nobody goes home hungry"],
    labels: ["Start here", "Needs a decision"],
    tasks: [
        SampleTask {
            title: "Drag me to the next column",
            notes: "Or open me and choose another state. With the keyboard: focus the card and \
                    press `m`.",
            goal: None,
            checklist: &[],
        },
        SampleTask {
            title: "Write the invitation",
            notes: "Notes are **Markdown**: *emphasis*, lists, links and `code`.\n\n- who\n- \
                    when\n- where",
            goal: Some(0),
            checklist: &[
                ("Find a date that suits most", true),
                ("Write the text", false),
                ("Send it", false),
            ],
        },
        SampleTask {
            title: "Decide what happens if it rains",
            notes: "A label says what kind of task this is. Filter the board by it.",
            goal: Some(0),
            checklist: &[],
        },
        SampleTask {
            title: "Ask who does not eat what",
            notes: "A task without a due date waits here until somebody plans it.",
            goal: Some(1),
            checklist: &[],
        },
        SampleTask {
            title: "Book tables and chairs",
            notes: "This was due yesterday, so it stands under *Overdue* in your work.",
            goal: Some(0),
            checklist: &[],
        },
        SampleTask {
            title: "Plan the buffet",
            notes: "A checklist keeps small steps together.",
            goal: Some(1),
            checklist: &[("Salads", true), ("Bread", false), ("Cake", false)],
        },
        SampleTask {
            title: "Choose the music",
            notes: "This waits for somebody to say that it is good: approve it, or send it back \
                    with a comment.",
            goal: None,
            checklist: &[],
        },
        SampleTask {
            title: "Open this project",
            notes: "Done. Finished tasks stay where you can find them.",
            goal: None,
            checklist: &[],
        },
    ],
    comment: "Here is my list. Too much accordion? Mention somebody with `@` and they are told.",
};

const SPANISH: Sample = Sample {
    name: "Ejemplo: una fiesta en el jardín",
    notes: "Un proyecto pequeño para probar. Mueve tarjetas, marca pasos, escribe comentarios: \
            aquí nada es real. Cuando hayas visto lo suficiente, tira el proyecto en sus ajustes.",
    goals: ["Todos saben cuándo y dónde", "Nadie se va con hambre"],
    labels: ["Empieza aquí", "Por decidir"],
    tasks: [
        SampleTask {
            title: "Arrástrame a la columna siguiente",
            notes: "O ábreme y elige otro estado. Con el teclado: enfoca la tarjeta y pulsa `m`.",
            goal: None,
            checklist: &[],
        },
        SampleTask {
            title: "Escribir la invitación",
            notes: "Las notas son **Markdown**: *énfasis*, listas, enlaces y `código`.\n\n- \
                    quién\n- cuándo\n- dónde",
            goal: Some(0),
            checklist: &[
                ("Buscar una fecha que venga bien a la mayoría", true),
                ("Escribir el texto", false),
                ("Enviarla", false),
            ],
        },
        SampleTask {
            title: "Decidir qué hacemos si llueve",
            notes: "Una etiqueta dice de qué tipo es la tarea. Filtra el tablero por ella.",
            goal: Some(0),
            checklist: &[],
        },
        SampleTask {
            title: "Preguntar quién no come qué",
            notes: "Una tarea sin fecha espera aquí hasta que alguien la planifica.",
            goal: Some(1),
            checklist: &[],
        },
        SampleTask {
            title: "Reservar mesas y sillas",
            notes: "Vencía ayer: por eso aparece en *Atrasado* en tu trabajo.",
            goal: Some(0),
            checklist: &[],
        },
        SampleTask {
            title: "Planear el bufé",
            notes: "Una lista de pasos mantiene juntas las cosas pequeñas.",
            goal: Some(1),
            checklist: &[("Ensaladas", true), ("Pan", false), ("Tarta", false)],
        },
        SampleTask {
            title: "Elegir la música",
            notes: "Espera a que alguien diga que está bien: apruébala o devuélvela con un \
                    comentario.",
            goal: None,
            checklist: &[],
        },
        SampleTask {
            title: "Abrir este proyecto",
            notes: "Hecho. Las tareas terminadas se quedan donde puedas encontrarlas.",
            goal: None,
            checklist: &[],
        },
    ],
    comment: "Aquí va mi lista. ¿Demasiado acordeón? Menciona a alguien con `@` y le avisamos.",
};
