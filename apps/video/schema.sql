-- The tables of the video service for MySQL 5.7 and newer or MariaDB 10.3 and newer.
-- Written by `npm run migrate -- --schema` from src/migrations; a database made with it counts as migrated.
-- The service makes the same tables itself when it starts on an empty database.

SET NAMES utf8mb4;

create table if not exists `kysely_migration` (`name` varchar(255) not null primary key, `timestamp` varchar(255) not null);

create table if not exists `kysely_migration_lock` (`id` varchar(255) not null primary key, `is_locked` integer default 0 not null);

insert into `kysely_migration_lock` (`id`, `is_locked`) values ('migration_lock', 0);

create table if not exists `video` (`id` int unsigned primary key auto_increment, `video_title` longtext not null, `video_image` longtext not null, `video_url` longtext not null) engine = InnoDB character set utf8mb4 collate utf8mb4_unicode_ci;

create table if not exists `comment` (`id` int unsigned primary key auto_increment, `vid` int unsigned not null, `nick` varchar(255) not null, `avatar` varchar(255) not null, `content` text not null) engine = InnoDB character set utf8mb4 collate utf8mb4_unicode_ci;

insert into `kysely_migration` (`name`, `timestamp`) values ('0001_tables_of_2016', '1970-01-01T00:00:00.000Z');

alter table video convert to character set utf8mb4 collate utf8mb4_unicode_ci;

alter table comment convert to character set utf8mb4 collate utf8mb4_unicode_ci;

insert into `kysely_migration` (`name`, `timestamp`) values ('0002_four_byte_characters', '1970-01-01T00:00:00.000Z');

alter table `video` add column `comment_revision` bigint unsigned default 0 not null;

insert into `kysely_migration` (`name`, `timestamp`) values ('0003_comment_revisions', '1970-01-01T00:00:00.000Z');

alter table comment modify column avatar varchar(1024) not null, add column create_time bigint unsigned, add column openid varchar(64), add column state varchar(12) not null default 'published', add column check_at bigint unsigned not null default 0, add column checks int unsigned not null default 0, add index comment_of_video (vid, state, id), add index comment_to_check (state, check_at, id);

insert into `kysely_migration` (`name`, `timestamp`) values ('0004_authors_and_states', '1970-01-01T00:00:00.000Z');

create table if not exists `catalogue` (`id` tinyint unsigned primary key, `revision` bigint unsigned not null) engine = InnoDB character set utf8mb4 collate utf8mb4_unicode_ci;

insert ignore into catalogue (id, revision) values (1, 0);

insert into `kysely_migration` (`name`, `timestamp`) values ('0005_catalogue', '1970-01-01T00:00:00.000Z');
