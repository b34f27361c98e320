//! A clip: the player, its contents, its technical data, and how it may be used.

use super::delivery::{Delivery, in_app_hint};
use super::send::copy_button;
use crate::browser::{self, Outgoing};
use crate::locale::words;
use crate::ui::player::{Player, VideoRef};
use crate::ui::{
    Section, Static, facts_view, groups_view, pack_button, paragraphs_view, poster_button, save_link, use_locale,
};
use crate::wire::{Clip, Rendition, SentDocument};
use leptos::prelude::*;

pub fn clip_page(clip: Clip, document: &SentDocument) -> AnyView {
    let here = document.page.clone();
    let locale = use_locale();
    let credit_line = clip.credit_line.clone();
    let files = clip.renditions.clone();
    let id = here.path().rsplit('/').next().unwrap_or_default().to_owned();
    let calm = RwSignal::new(false);
    browser::on_ready(move || {
        calm.try_set(browser::wants_calm());
    });
    on_cleanup(browser::forget_whole);
    let delivery = Delivery::open();
    let still = Callback::new(move |(video, name, done): (VideoRef, String, Callback<bool>)| {
        delivery.say(String::new());
        let made = move |file: Option<Outgoing>| {
            done.try_run(file.is_some());
            if let Some(file) = file {
                delivery.file(file, String::new());
            }
        };
        browser::take_still(video, name, Callback::new(made));
    });
    let download = |file: Rendition| view! { <li><a href=file.src download="">{file.label}</a></li> };
    view! {
        <h1>{clip.headline.clone()}</h1>
        <Player
            renditions=clip.renditions
            poster=clip.poster
            title=clip.headline
            frames=clip.frames
            id
            calm
            still
            whole=Callback::new(|(video, file, done)| browser::play_whole(video, file, done))
            saved=delivery.view()
        />
        <p class="actions">{pack_button(here.clone())}{poster_button(here.clone())}{save_link(here)}</p>
        <Static>
        <div class="columns">
            <div>
                {paragraphs_view(clip.about)}
                {facts_view(clip.facts)}
            </div>
            <section class="panel">
                <h2>{words::TECHNICAL.get(locale)}</h2>
                {facts_view(clip.technical)}
                <h2>{words::DOWNLOAD.get(locale)}</h2>
                <ul class="files">
                    {files.into_iter().map(download).collect_view()}
                </ul>
            </section>
        </div>
        </Static>
        {in_app_hint(words::IN_APP_SAVE)}
        <Section label=words::RIGHTS>
            <Static>
            {facts_view(clip.rights)}
            <p class="credit-line">{clip.credit_line}</p>
            </Static>
            <p class="actions">
                {copy_button(words::COPY_CREDIT, move || credit_line.clone())}
            </p>
        </Section>
        <Static>{groups_view(clip.related)}</Static>
    }
    .into_any()
}
