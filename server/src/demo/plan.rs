//! The demo's plan: projects, goals and tasks, from a text that people can read.

/// A project of the plan.
#[derive(Debug)]
pub(crate) struct Project {
    pub(crate) name: &'static str,
    pub(crate) slug: &'static str,
    /// Whether only people who were added see it.
    pub(crate) private: bool,
    /// Whether a client takes part.
    pub(crate) client: bool,
    pub(crate) goals: Vec<Goal>,
}

/// A goal of the plan.
#[derive(Debug)]
pub(crate) struct Goal {
    pub(crate) title: &'static str,
    pub(crate) tasks: Vec<&'static str>,
}

/// The plan: `# name | slug | kind` opens a project, `## title` a goal, other lines are tasks.
pub(crate) fn read() -> Vec<Project> {
    let mut projects: Vec<Project> = Vec::new();
    for line in include_str!("plan.txt")
        .lines()
        .filter(|line| !line.is_empty())
    {
        if let Some(title) = line.strip_prefix("## ") {
            if let Some(project) = projects.last_mut() {
                project.goals.push(Goal {
                    title,
                    tasks: Vec::new(),
                });
            }
        } else if let Some(head) = line.strip_prefix("# ") {
            let mut parts = head.split(" | ");
            let (name, slug) = (parts.next().unwrap_or(head), parts.next().unwrap_or("demo"));
            let kind = parts.next().unwrap_or("plain");
            let (private, client) = (kind == "private", kind == "client");
            projects.push(Project {
                name,
                slug,
                private,
                client,
                goals: Vec::new(),
            });
        } else if let Some(goal) = projects.last_mut().and_then(|p| p.goals.last_mut()) {
            goal.tasks.push(line);
        }
    }
    projects
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_plan_is_large_enough_to_believe_in() {
        let projects = super::read();
        assert_eq!(projects.len(), 4);
        let tasks: usize = projects
            .iter()
            .flat_map(|p| &p.goals)
            .map(|g| g.tasks.len())
            .sum();
        assert!(tasks > 150, "{tasks}");
        assert!(projects.iter().all(|p| p.goals.len() >= 3));
    }
}
