//! Keeps the drafts in the browser's storage, which all tabs of the site share.

use std::collections::BTreeMap;

use crate::drafts::{Draft, Unkept};
use crate::store;

/// What the storage holds of the drafts, as far as this tab knows: when each was changed.
pub(crate) struct Keeper(BTreeMap<u64, u64>);

/// What another tab made of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Foreign {
    pub(crate) id: u64,
    /// `None`: it is deleted.
    pub(crate) draft: Option<Draft>,
}

impl Keeper {
    /// `drafts` is what the storage holds.
    pub(crate) fn new(drafts: &[Draft]) -> Self {
        Self(drafts.iter().map(|one| (one.id, one.changed)).collect())
    }

    /// The drafts that this tab knows to be stored.
    pub(crate) fn ids(&self) -> Vec<u64> {
        self.0.keys().copied().collect()
    }

    /// Another tab has changed the storage.
    pub(crate) fn saw(&mut self, foreign: &Foreign) {
        match &foreign.draft {
            Some(draft) => self.0.insert(foreign.id, draft.changed),
            None => self.0.remove(&foreign.id),
        };
    }

    /// Brings the storage up to `drafts`, but for the one of the number `except`. A draft
    /// that another tab has changed meanwhile is not overwritten, but returned.
    ///
    /// # Errors
    /// Why something is not stored.
    pub(crate) fn keep(
        &mut self,
        drafts: &[Draft],
        except: Option<u64>,
    ) -> (Vec<Foreign>, Result<(), Unkept>) {
        let (mut foreign, mut kept) = (Vec::new(), Ok(()));
        for draft in drafts {
            let known = self.0.get(&draft.id).copied();
            if known == Some(draft.changed) || except == Some(draft.id) {
                continue;
            }
            let stored = store::changed(draft.id);
            if known.is_some() && stored.is_some() && stored != known {
                let theirs = Foreign {
                    id: draft.id,
                    draft: store::draft(draft.id),
                };
                self.saw(&theirs);
                foreign.push(theirs);
                continue;
            }
            match store::keep_draft(draft) {
                Ok(()) => drop(self.0.insert(draft.id, draft.changed)),
                Err(why) => kept = Err(why),
            }
        }
        for id in self.ids() {
            if !drafts.iter().any(|draft| draft.id == id) {
                store::remove_draft(id);
                self.0.remove(&id);
            }
        }
        (foreign, kept)
    }
}
